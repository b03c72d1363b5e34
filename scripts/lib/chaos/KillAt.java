import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMStartEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.StepRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Kills a JVM that waits for a debugger, by {@code kill -9}, right before or right after it gives a
 * file or folder its name: at a breakpoint in what all names are given by on a disk of this
 * machine, on HDFS and on S3. The program knows nothing of it. Exit code 0 when it was killed, 1
 * when it ended before.
 *
 * <p>Arguments: the debugger's port, the process, {@code before} or {@code after}, at which of
 * those that match, and a regular expression of the whole path.
 */
final class KillAt {
  /** A method that gives a name, which of its arguments has it, and how it tells it. */
  private record Naming(String type, String method, String signature, int name, String text) {}

  private static final List<Naming> NAMINGS =
      List.of(
          new Naming(
              "java.nio.file.Files",
              "move",
              "(Ljava/nio/file/Path;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)Ljava/nio/file/Path;",
              1,
              "toString"),
          new Naming(
              "java.nio.file.Files",
              "createLink",
              "(Ljava/nio/file/Path;Ljava/nio/file/Path;)Ljava/nio/file/Path;",
              0,
              "toString"),
          // By which Spark's committer moves the parts that tasks have written.
          new Naming(
              "org.apache.hadoop.fs.RawLocalFileSystem",
              "rename",
              "(Lorg/apache/hadoop/fs/Path;Lorg/apache/hadoop/fs/Path;)Z",
              1,
              "toString"),
          new Naming(
              "org.apache.hadoop.hdfs.DFSClient",
              "rename",
              "(Ljava/lang/String;Ljava/lang/String;)Z",
              1,
              "toString"),
          new Naming(
              "org.apache.hadoop.hdfs.DFSClient",
              "rename",
              "(Ljava/lang/String;Ljava/lang/String;[Lorg/apache/hadoop/fs/Options$Rename;)V",
              1,
              "toString"),
          new Naming(
              "com.amazonaws.services.s3.AmazonS3Client",
              "putObject",
              "(Lcom/amazonaws/services/s3/model/PutObjectRequest;)Lcom/amazonaws/services/s3/model/PutObjectResult;",
              0,
              "getKey"),
          new Naming(
              "com.amazonaws.services.s3.AmazonS3Client",
              "copyObject",
              "(Lcom/amazonaws/services/s3/model/CopyObjectRequest;)Lcom/amazonaws/services/s3/model/CopyObjectResult;",
              0,
              "getDestinationKey"));

  private static final int MOST_TRIES = 20;

  private final VirtualMachine machine;
  private final ProcessHandle process;
  private final boolean before;
  private final Pattern wanted;
  private int left;
  private boolean killed;

  private KillAt(
      VirtualMachine machine, ProcessHandle process, boolean before, int which, Pattern wanted) {
    this.machine = machine;
    this.process = process;
    this.before = before;
    this.left = which;
    this.wanted = wanted;
  }

  public static void main(String[] arguments) throws Exception {
    KillAt killing =
        new KillAt(
            attached(arguments[0]),
            ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow(),
            arguments[2].equals("before"),
            Integer.parseInt(arguments[3]),
            Pattern.compile(arguments[4]));
    killing.follow();
    System.exit(killing.killed ? 0 : 1);
  }

  private static VirtualMachine attached(String port) throws Exception {
    AttachingConnector sockets =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> where = sockets.defaultArguments();
    where.get("hostname").setValue("127.0.0.1");
    where.get("port").setValue(port);
    return sockets.attach(where);
  }

  private void follow() throws Exception {
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        for (Event event : events) {
          heard(event);
        }
        if (killed) {
          process.onExit().join();
          return;
        }
        events.resume();
      }
    } catch (VMDisconnectedException e) {
      // It has ended.
    }
  }

  private void heard(Event event) throws Exception {
    if (event instanceof VMStartEvent) {
      NAMINGS.stream().map(Naming::type).distinct().forEach(this::await);
    } else if (event instanceof ClassPrepareEvent prepared) {
      watch(prepared.referenceType());
    } else if (event instanceof BreakpointEvent reached) {
      Naming naming = (Naming) reached.request().getProperty("naming");
      String name = name(reached.thread(), naming);
      if (left == 0 || !wanted.matcher(name).matches() || --left > 0) {
        return;
      }
      System.out.println((before ? "before " : "after ") + naming.method() + " to " + name);
      if (before) {
        kill();
      } else {
        outOf(reached.thread());
      }
    } else if (event instanceof StepEvent) {
      kill();
    }
  }

  private void await(String type) {
    machine.classesByName(type).forEach(this::watch);
    ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
    request.addClassFilter(type);
    request.enable();
  }

  private void watch(ReferenceType type) {
    for (Naming naming : NAMINGS) {
      if (naming.type().equals(type.name())) {
        for (Method method : type.methodsByName(naming.method(), naming.signature())) {
          EventRequest request =
              machine.eventRequestManager().createBreakpointRequest(method.location());
          request.putProperty("naming", naming);
          request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
          request.enable();
        }
      }
    }
  }

  /** As its file system writes it. */
  private String name(ThreadReference thread, Naming naming) throws Exception {
    ObjectReference path =
        (ObjectReference) thread.frame(0).getArgumentValues().get(naming.name());
    Method text =
        path.referenceType().methodsByName(naming.text(), "()Ljava/lang/String;").get(0);
    for (int tries = 1; ; tries++) {
      try {
        return ((StringReference)
                path.invokeMethod(
                    thread, text, List.of(), ObjectReference.INVOKE_SINGLE_THREADED))
            .value();
      } catch (ObjectCollectedException e) {
        // Nobody there holds the text: it may be gone before it is read.
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private void outOf(ThreadReference thread) throws IncompatibleThreadStateException {
    EventRequestManager requests = machine.eventRequestManager();
    StepRequest step =
        requests.createStepRequest(thread, StepRequest.STEP_MIN, StepRequest.STEP_OUT);
    step.addCountFilter(1);
    step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    step.enable();
  }

  private void kill() {
    killed = process.destroyForcibly();
  }
}
