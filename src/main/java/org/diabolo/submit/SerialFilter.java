package org.diabolo.submit;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Config;
import java.util.List;

/**
 * What no JVM that we start may deserialise: classes of widespread libraries through which a stream
 * of Java objects becomes code that runs, as public collections of such streams (ysoserial) have
 * them. Of ours only Spark reads such streams, between its own processes; this is for whatever else
 * on the class path does. It does not list what may be read, which would have to be all that
 * Spark's closures and data sources take along. Who sets {@code jdk.serialFilter} decides alone.
 */
public final class SerialFilter {
  /** Java's own system property, read when a JVM starts. */
  static final String PROPERTY = "jdk.serialFilter";

  /** In Java's syntax, see {@link Config#createFilter}. */
  static final String PATTERN =
      String.join(
          ";",
          List.of(
              "!bsh.**",
              "!clojure.**",
              "!com.mchange.v2.**",
              "!com.sun.org.apache.xalan.internal.xsltc.trax.**",
              "!com.sun.rowset.**",
              "!groovy.**",
              "!java.rmi.activation.**",
              "!java.rmi.server.RemoteObject*",
              "!java.rmi.server.UnicastRemoteObject",
              "!javax.management.BadAttributeValueExpException",
              "!javax.script.**",
              "!org.apache.click.**",
              "!org.apache.commons.beanutils.**",
              "!org.apache.commons.collections.functors.**",
              "!org.apache.commons.collections.keyvalue.TiedMapEntry",
              "!org.apache.commons.collections4.comparators.TransformingComparator",
              "!org.apache.commons.collections4.functors.**",
              "!org.apache.commons.collections4.keyvalue.TiedMapEntry",
              "!org.apache.commons.fileupload.**",
              "!org.apache.wicket.**",
              "!org.apache.xalan.**",
              "!org.codehaus.groovy.**",
              "!org.hibernate.**",
              "!org.mozilla.javascript.**",
              "!org.python.**",
              "!org.springframework.**",
              "!scala.sys.process.**",
              "!sun.rmi.**"));

  private SerialFilter() {}

  /** Puts the filter into this JVM, unless it has one. */
  public static void install() {
    if (Config.getSerialFilter() == null) {
      ObjectInputFilter filter = Config.createFilter(PATTERN);
      Config.setSerialFilter(filter);
    }
  }
}
