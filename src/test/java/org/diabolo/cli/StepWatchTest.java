package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaSparkContext;
import org.diabolo.cli.StepWatch.Step;
import org.diabolo.spark.Steps;
import org.diabolo.testing.LocalSpark;
import org.junit.jupiter.api.Test;

/** On real tasks, some of which wait. */
class StepWatchTest {
  private static final long LIMIT = Duration.ofMinutes(2).toNanos();
  private static final CountDownLatch GO = new CountDownLatch(1);

  private final JavaSparkContext spark =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
  private final StepWatch watch = new StepWatch();

  /** Spark's listeners hear of things a little later. */
  private Step until(Predicate<Step> condition) throws InterruptedException {
    long began = System.nanoTime();
    Step step = watch.step();
    while (!condition.test(step)) {
      assertThat(System.nanoTime() - began).as("%s", step).isLessThan(LIMIT);
      Thread.sleep(10);
      step = watch.step();
    }
    return step;
  }

  private static int waiting(int task) {
    try {
      if (task == 3) {
        GO.await(LIMIT, TimeUnit.NANOSECONDS);
      }
      return task;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tasksOfAStepAreCountedAndWhatIsLeftIsEstimated() throws Exception {
    spark.sc().addSparkListener(watch);
    try {
      CompletableFuture<List<Integer>> job =
          CompletableFuture.supplyAsync(
              () -> {
                try (Steps steps = Steps.of(LocalSpark.session(), 2)) {
                  steps.next("looking");
                  spark.parallelize(List.of(0, 1), 2).count();
                  steps.next("judging");
                  return spark
                      .parallelize(List.of(0, 1, 2, 3), 4)
                      .map(StepWatchTest::waiting)
                      .collect();
                }
              });

      Step most = until(step -> step.name().startsWith("judging") && step.done() == 3);
      assertThat(most.name()).isEqualTo("judging (step 2 of 2)");
      assertThat(most.tasks()).isEqualTo(4);
      assertThat(most.secondsLeft()).isPositive();

      GO.countDown();
      assertThat(job.get()).containsExactly(0, 1, 2, 3);
      Step all = until(step -> step.done() == 4 && Double.isNaN(step.secondsLeft()));
      assertThat(all.tasks()).isEqualTo(4);

      watch.forget();
      assertThat(watch.step()).isEqualTo(Step.NONE);
    } finally {
      spark.sc().removeSparkListener(watch);
    }
  }

  @Test
  void stepsGiveBackTheDescriptionThatWasThere() {
    spark.setJobDescription("mine");
    try (Steps steps = Steps.of(LocalSpark.session(), 1)) {
      steps.next("judging");
      assertThat(spark.getLocalProperty(Steps.DESCRIPTION)).isEqualTo("judging (step 1 of 1)");
      steps.next("more than was known");
      assertThat(spark.getLocalProperty(Steps.DESCRIPTION)).isEqualTo("more than was known");
    }
    assertThat(spark.getLocalProperty(Steps.DESCRIPTION)).isEqualTo("mine");
    spark.setJobDescription(null);
  }
}
