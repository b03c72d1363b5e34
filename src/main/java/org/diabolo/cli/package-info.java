/** The command line: commands, progress for people, one JSON line for programs, exit codes. */
package org.diabolo.cli;
