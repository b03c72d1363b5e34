package org.diabolo.network.guard;

import java.io.ObjectInputStream;
import java.io.Serializable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** Classes that tell, by a system property, that code of theirs has run. */
public final class Traps {
  /** Set by whatever ran. */
  public static final String PROPERTY = "diabolo.tests.trap";

  /** By name: to name a class otherwise may initialise it. */
  public static final String INITIALISED = "org.diabolo.network.guard.Traps$Initialised";

  public static final String ALLOWED = "org.diabolo.network.guard.Traps$Allowed";

  private Traps() {}

  /** What ran last; null for nothing. */
  public static String ran() {
    return System.getProperty(PROPERTY);
  }

  /** Must never be initialised. */
  public static final class Initialised extends ActivationIdentity {
    private static final long serialVersionUID = 1;

    static {
      System.setProperty(PROPERTY, INITIALISED);
    }
  }

  /** The same, for the test that the trap is one. */
  public static final class Allowed extends ActivationIdentity {
    private static final long serialVersionUID = 1;

    static {
      System.setProperty(PROPERTY, ALLOWED);
    }
  }

  /** Must never be deserialised. */
  public static final class Deserialised implements Serializable {
    private static final long serialVersionUID = 1;

    private void readObject(ObjectInputStream in) {
      System.setProperty(PROPERTY, Deserialised.class.getName());
    }
  }
}
