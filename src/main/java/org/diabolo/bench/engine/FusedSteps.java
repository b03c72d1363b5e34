package org.diabolo.bench.engine;

import org.diabolo.engine.Forward;
import org.diabolo.engine.Replica;
import org.diabolo.engine.fused.FusedForward;
import org.diabolo.engine.fused.FusedReplicaFactory;
import org.diabolo.engine.fused.plan.UncoveredException;

/** Diabolo's own engine, as training and encoding call it. */
final class FusedSteps {
  private FusedSteps() {}

  static Step training(EngineCase one) throws UncoveredException {
    FusedReplicaFactory factory = new FusedReplicaFactory(one.training());
    factory.check();
    Replica replica = factory.create();
    replica.load(factory.start(), 1);
    return () -> replica.step(one.batch(), Networks.RATE);
  }

  static Step encoding(EngineCase one) throws UncoveredException {
    Forward forward = new FusedForward(one.encoderGraph());
    return () -> forward.apply(one.batch().rows(), one.batch().inputs()).get(0).data()[0];
  }
}
