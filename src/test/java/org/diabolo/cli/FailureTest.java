package org.diabolo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.ExecutorDeadException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.errors.QueryExecutionErrors;
import org.diabolo.job.BadDataException;
import org.diabolo.job.InvalidJobException;
import org.diabolo.job.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions as libraries throw them, and whose turn it is then. */
class FailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        // A store or the network that does not answer.
        Arguments.of(Kind.TEMPORARY, new ConnectException("Connection refused")),
        Arguments.of(Kind.TEMPORARY, new UnknownHostException("nn1")),
        Arguments.of(Kind.TEMPORARY, new SocketTimeoutException("60000 millis timeout")),
        Arguments.of(Kind.TEMPORARY, new SafeModeException("Name node is in safe mode.")),
        Arguments.of(
            Kind.TEMPORARY,
            new RemoteException(SafeModeException.class.getName(), "Cannot create directory")),
        Arguments.of(
            Kind.TEMPORARY,
            new RemoteException("org.apache.hadoop.ipc.StandbyException", "not supported")),
        Arguments.of(
            Kind.TEMPORARY,
            new BadDataException(
                "x cannot be opened", new IOException(new ConnectException("no")))),
        Arguments.of(Kind.TEMPORARY, new ExecutorDeadException("The executor is dead")),
        Arguments.of(Kind.TEMPORARY, new UnavailableException("x does not answer", null)),
        // A path that is wrong.
        Arguments.of(Kind.JOB, new AccessControlException("Permission denied: user=x")),
        Arguments.of(
            Kind.JOB, new RemoteException(AccessControlException.class.getName(), "denied")),
        Arguments.of(Kind.JOB, new AccessDeniedException("/x")),
        Arguments.of(Kind.JOB, new NotDirectoryException("/x")),
        Arguments.of(Kind.JOB, new ParentNotDirectoryException("/x")),
        Arguments.of(
            Kind.JOB, new UnsupportedFileSystemException("No FileSystem for scheme \"q\"")),
        Arguments.of(Kind.JOB, new InvalidJobException("encoder.code: found 0")),
        // What cannot be read.
        Arguments.of(Kind.DATA, new BadDataException("x is damaged", new EOFException())),
        Arguments.of(
            Kind.DATA,
            QueryExecutionErrors.cannotReadFilesError(
                new EOFException("it ends too early"), "file:///d/p")),
        // Whatever is left is ours; the words of a message are not looked at.
        Arguments.of(Kind.FAULT, new BindException("Cannot assign requested address")),
        Arguments.of(Kind.FAULT, new OutOfMemoryError("Java heap space")),
        Arguments.of(
            Kind.FAULT, new BadDataException("not a picture", new OutOfMemoryError("heap"))),
        Arguments.of(Kind.FAULT, new IllegalStateException("SparkContext was shut down")),
        Arguments.of(Kind.FAULT, new IOException("Connection refused, Permission denied")),
        Arguments.of(Kind.FAULT, new FileNotFoundException("/x")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void kindFollowsFromTypesOfCauses(Kind kind, Throwable failure) {
    assertThat(Failure.of(failure).kind()).isEqualTo(kind);
    Throwable wrapped = failure instanceof IOException io ? new UncheckedIOException(io) : failure;
    Throwable given = new SparkException("Job aborted due to stage failure", wrapped);
    assertThat(Failure.of(given).kind()).isEqualTo(kind);
    assertThat(Failure.of(given).message()).doesNotContain("\n").isNotBlank();
  }

  @Test
  void fileThatATaskCouldNotReadIsNamed() {
    Throwable failure =
        new RuntimeException(new SparkException("aborted", new AccessDeniedException("/d/p")));
    assertThat(Failure.of(failure).lines()).containsExactly("Permission denied: /d/p");
  }
}
