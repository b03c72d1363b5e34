/** Tests on executors of their own JVMs; failsafe runs them. */
package org.diabolo.cluster;
