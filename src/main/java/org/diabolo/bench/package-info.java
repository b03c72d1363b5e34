/** Measurements: of Diabolo beside peers, of its rounds, and of what more replicas bring. */
package org.diabolo.bench;
