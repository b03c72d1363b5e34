package org.diabolo.job;

/**
 * How the models of a job follow each other.
 *
 * @param unguarded whether decisions are taken also where the store cannot tell who was first, so
 *     that of two at once one may be lost; default no
 */
public record RetrainSpec(boolean unguarded) {
  /** Of a job that says nothing about it. */
  public static final RetrainSpec DEFAULT = new RetrainSpec(false);

  static RetrainSpec read(Section section) {
    RetrainSpec spec = new RetrainSpec(section.flag("unguarded"));
    section.close();
    return spec;
  }
}
