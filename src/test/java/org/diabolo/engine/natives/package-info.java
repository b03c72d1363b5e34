/** Tests of what native libraries take from their process. */
package org.diabolo.engine.natives;
