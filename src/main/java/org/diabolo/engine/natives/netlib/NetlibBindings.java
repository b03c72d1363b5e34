package org.diabolo.engine.natives.netlib;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.LAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.util.Optional;
import java.util.function.Supplier;
import org.diabolo.engine.natives.Arithmetic;
import org.diabolo.engine.natives.Bindings;

/** The bindings of the netlib classes that this class was loaded with. */
public final class NetlibBindings implements Bindings {
  private final Optional<BLAS> blas = found(NativeBLAS::getInstance);

  /** For the loader. */
  public NetlibBindings() {}

  private static <T> Optional<T> found(Supplier<? extends T> instance) {
    try {
      return Optional.of(instance.get());
    } catch (RuntimeException | LinkageError e) {
      // Netlib has logged why.
      return Optional.empty();
    }
  }

  @Override
  public Optional<Arithmetic> ofNative() {
    return blas.map(NetlibArithmetic::new);
  }

  @Override
  public Arithmetic ofJava() {
    return new NetlibArithmetic(JavaBLAS.getInstance());
  }

  @Override
  public Optional<String> wrongBlas() {
    return blas.flatMap(found -> new BlasCheck(found).wrong());
  }

  @Override
  public Optional<String> wrongLapack() {
    Optional<LAPACK> lapack = found(NativeLAPACK::getInstance);
    return lapack.flatMap(found -> new LapackCheck(found::dgesdd).wrong());
  }
}
