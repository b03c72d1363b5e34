package org.diabolo.job;

import org.diabolo.job.FamilySpec.Role;

/**
 * Code to target.
 *
 * @param family and its options
 */
public record DecoderSpec(FamilySpec family) {
  static final Mapping MAPPING = FamilyOptions.mapping(Role.DECODER);

  static DecoderSpec read(Section section) {
    FamilySpec family = FamilySpec.read(section, Role.DECODER);
    if (family != null) {
      section.close();
    }
    return new DecoderSpec(family);
  }
}
