package org.diabolo.field.image;

/** These bytes are no image that can be used; the message says what was found. */
public final class UnreadableImageException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  UnreadableImageException(String reason, String found) {
    super(found);
    this.reason = reason;
  }

  static UnreadableImageException damaged(String found) {
    return new UnreadableImageException("not an image", "damaged: " + found);
  }

  static UnreadableImageException unsupported(String found) {
    return new UnreadableImageException("an image of an unsupported kind", found);
  }

  /**
   * @return not an image | too large an image | an image of an unsupported kind
   */
  public String reason() {
    return reason;
  }
}
