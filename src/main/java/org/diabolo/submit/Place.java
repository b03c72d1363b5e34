package org.diabolo.submit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diabolo.job.DataSpec.InputSpec;
import org.diabolo.job.JobSpec;
import org.diabolo.job.UserSpec;

/**
 * A path that the user names.
 *
 * @param name of the option or key that names it
 * @param path as it was given; null where it was not
 * @param use who must see it
 */
public record Place(String name, String path, Use use) {

  /** What is done with a path. */
  public enum Use {
    /** Executors read what is there. */
    READ,
    /** Executors and the driver write there, and read it again. */
    WRITTEN,
    /** The driver alone reads or writes it. */
    DRIVER
  }

  /**
   * The places that a command's own options name.
   *
   * @param places some without a path, where the user gave none
   * @return those with one
   */
  public static List<Place> given(Place... places) {
    return Arrays.stream(places).filter(place -> place.path != null).toList();
  }

  /**
   * A place that executors read.
   *
   * @param name of the option or key
   * @param path as it was given
   * @return the place
   */
  public static Place read(String name, String path) {
    return new Place(name, path, Use.READ);
  }

  /**
   * A place that executors write.
   *
   * @param name of the option or key
   * @param path as it was given
   * @return the place
   */
  public static Place written(String name, String path) {
    return new Place(name, path, Use.WRITTEN);
  }

  /**
   * A place that only the driver sees.
   *
   * @param name of the option or key
   * @param path as it was given
   * @return the place
   */
  public static Place driver(String name, String path) {
    return new Place(name, path, Use.DRIVER);
  }

  /**
   * The job's input.
   *
   * @param spec the job
   * @return one place
   */
  public static List<Place> input(JobSpec spec) {
    return given(read("data.input.path", spec.data().input().path()));
  }

  /**
   * What the job has encoded.
   *
   * @param spec the job
   * @return one place
   */
  public static List<Place> encoded(JobSpec spec) {
    InputSpec input = spec.encodedByRun();
    return given(read(input.pathKey(), input.path()));
  }

  /**
   * The job's input, and the configurations that it names.
   *
   * @param spec the job
   * @return the places
   */
  public static List<Place> inputs(JobSpec spec) {
    List<Place> places = new ArrayList<>(input(spec));
    places.addAll(graphs(spec));
    return places;
  }

  /**
   * The job's input, the configurations that it names, and what it has encoded.
   *
   * @param spec the job
   * @return the places, each once
   */
  public static List<Place> all(JobSpec spec) {
    List<Place> places = new ArrayList<>(inputs(spec));
    encoded(spec).stream().filter(place -> !places.contains(place)).forEach(places::add);
    return places;
  }

  /**
   * The configurations that a job names.
   *
   * @param spec the job
   * @return at most one of the encoder's and one of the decoder's
   */
  public static List<Place> graphs(JobSpec spec) {
    List<Place> places = new ArrayList<>();
    new TreeMap<>(
            Map.of(
                "encoder.path", spec.encoder().family(), "decoder.path", spec.decoder().family()))
        .forEach(
            (name, family) -> {
              if (family instanceof UserSpec user) {
                places.add(driver(name, user.path()));
              }
            });
    return places;
  }
}
