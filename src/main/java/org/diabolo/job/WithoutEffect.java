package org.diabolo.job;

/**
 * Options that the rest of the job makes meaningless. Only what the job file says is looked at,
 * never a default; and a value that asks for nothing, such as a share of 0, is granted.
 */
final class WithoutEffect {
  private final JobSpec spec;
  private final Problems problems;

  /**
   * @param spec of the job, with both fields; a family whose kind is wrong is null
   * @param problems found so far, which gets the new ones
   */
  WithoutEffect(JobSpec spec, Problems problems) {
    this.spec = spec;
    this.problems = problems;
  }

  /**
   * @param section of the job file, such as all of it
   * @param mapping the options that it may have
   */
  void check(Section section, Mapping mapping) {
    for (Option<?> option : mapping.options(section)) {
      Effect effect = option.effect();
      if (effect != null && section.has(option) && isKnown(effect) && !effect.in().test(spec)) {
        section.withoutEffect(option.key(), effect.why());
      } else if (option.mapping() != null && section.isMapping(option.key())) {
        check(section.section(option.key()), option.mapping());
      }
    }
  }

  private boolean isKnown(Effect effect) {
    return effect.asked().stream().noneMatch(problems::about);
  }
}
