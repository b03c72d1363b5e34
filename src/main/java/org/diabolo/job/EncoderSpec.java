package org.diabolo.job;

import static org.diabolo.job.OptionTypes.integer;

import org.diabolo.job.FamilySpec.Role;

/**
 * Source to code.
 *
 * @param family and its options
 * @param code numbers in a row's code, at least 1
 */
public record EncoderSpec(FamilySpec family, int code) {
  private static final Option<Integer> CODE =
      Option.of("code", integer(1, 1 << 20), 32, "Numbers in a code.");

  static final Mapping MAPPING = FamilyOptions.mapping(Role.ENCODER, CODE);

  static EncoderSpec read(Section section) {
    FamilySpec family = FamilySpec.read(section, Role.ENCODER);
    int code = section.get(CODE);
    if (family != null) {
      section.close();
    }
    return new EncoderSpec(family, code);
  }
}
