package org.diabolo.job;

/**
 * Source to code.
 *
 * @param family and its options
 * @param code numbers in a row's code, at least 1; default 32
 */
public record EncoderSpec(FamilySpec family, int code) {
  static EncoderSpec read(Section section) {
    FamilySpec family = FamilySpec.read(section, FamilySpec.Role.ENCODER);
    int code = (int) section.integer("code", 1, 1 << 20, 32L);
    if (family != null) {
      section.close();
    }
    return new EncoderSpec(family, code);
  }
}
