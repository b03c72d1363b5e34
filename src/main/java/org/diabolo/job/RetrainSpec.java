package org.diabolo.job;

/**
 * How the models of a job follow each other. No stage of a run depends on it.
 *
 * @param unguarded whether decisions are taken also where the store cannot tell who was first, so
 *     that of two at once one may be lost; default no
 * @param gate when a new model takes the place of the one in use
 */
public record RetrainSpec(boolean unguarded, GateSpec gate) {

  /**
   * @param decoded by the job; null where it could not be read
   * @return what holds for a job that says nothing about it
   */
  static RetrainSpec defaultOf(FieldSpec decoded) {
    return new RetrainSpec(false, GateSpec.defaultOf(decoded));
  }

  /**
   * @param decoded by the job; null where it could not be read
   */
  static RetrainSpec read(Section section, FieldSpec decoded) {
    RetrainSpec spec =
        new RetrainSpec(
            section.flag("unguarded"), GateSpec.read(section.section("gate"), decoded));
    section.close();
    return spec;
  }
}
