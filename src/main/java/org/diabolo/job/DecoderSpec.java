package org.diabolo.job;

/**
 * Code to target.
 *
 * @param family and its options
 */
public record DecoderSpec(FamilySpec family) {
  static DecoderSpec read(Section section) {
    FamilySpec family = FamilySpec.read(section, FamilySpec.Role.DECODER);
    if (family != null) {
      section.close();
    }
    return new DecoderSpec(family);
  }
}
