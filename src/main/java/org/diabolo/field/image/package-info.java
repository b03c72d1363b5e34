/** Image files to the pixels of a shape, by the JDK's own decoders; needs no display. */
package org.diabolo.field.image;
