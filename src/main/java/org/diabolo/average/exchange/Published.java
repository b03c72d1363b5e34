package org.diabolo.average.exchange;

import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StreamBlockId;
import org.diabolo.average.exchange.Packed.Fp32;
import org.diabolo.engine.ModelState;

/** A global state that every executor can get at. */
public sealed interface Published extends Serializable {

  /**
   * The state; fetched once an executor.
   *
   * @return parameters, averaged optimiser state and local steps
   */
  ModelState get();

  /** Frees it everywhere; to be called on the driver. */
  void remove();

  /**
   * Fetched by each executor from the driver: the quickest way while they are few.
   *
   * @param id of the block
   * @param iteration of the state
   */
  record Direct(StreamBlockId id, long iteration) implements Published {
    private record Held(StreamBlockId id, ModelState state) {}

    private static SoftReference<Held> held = new SoftReference<>(null);

    static Direct publish(ModelState state, FlatBlocks.Reach reach) {
      StreamBlockId id = new StreamBlockId(0, FlatBlocks.nextNumber());
      FlatBlocks.send(id, List.of(new Fp32(state.parameters()), new Fp32(state.updater())), reach);
      return new Direct(id, state.iteration());
    }

    @Override
    public ModelState get() {
      synchronized (Direct.class) {
        Held last = held.get();
        if (last == null || !last.id.equals(id)) {
          last = new Held(id, fetch());
          held = new SoftReference<>(last);
        }
        return last.state;
      }
    }

    private ModelState fetch() {
      List<Packed> arrays =
          FlatBlocks.receive(id)
              .orElseThrow(() -> new IllegalStateException("the driver no longer has " + id));
      return new ModelState(
          ((Fp32) arrays.get(0)).values(), ((Fp32) arrays.get(1)).values(), iteration);
    }

    @Override
    public void remove() {
      FlatBlocks.remove(id);
    }
  }

  /**
   * By Spark's broadcast, in which executors also fetch from each other.
   *
   * @param broadcast of the state
   */
  record Torrent(Broadcast<ModelState> broadcast) implements Published {
    @Override
    public ModelState get() {
      return broadcast.value();
    }

    @Override
    public void remove() {
      broadcast.destroy();
    }
  }
}
