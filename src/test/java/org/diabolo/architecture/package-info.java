/** Rules about what uses what, which ARCHITECTURE.md states. */
package org.diabolo.architecture;
