package org.diabolo.engine.fused.plan;

/**
 * What flows along one edge of the graph: values forward, and their gradients ("deltas") backward.
 * Of sequences the steps are outermost: number {@code i} of row {@code r} at step {@code t} is at
 * {@code (t · rows + r) · size + i}, so that a step lies together and a whole sequence is one
 * matrix of {@code length · rows} rows.
 */
public final class Signal {
  private final Shape shape;
  private final Store store;

  /** Shared by the views of one signal. */
  private static final class Store {
    private final boolean trained;
    private final boolean changing;
    private float[] values = {};
    private float[] deltas = {};
    private float[] mask;
    private int length = 1;
    private boolean image;

    private Store(boolean trained, boolean changing) {
      this.trained = trained;
      this.changing = changing;
    }
  }

  private Signal(Shape shape, Store store) {
    this.shape = shape;
    this.store = store;
  }

  /**
   * @param shape of a row or step
   * @param trained whether something before it is trained, so that its deltas are needed
   * @param changing whether it is another at each step of a graph that is run step by step
   */
  Signal(Shape shape, boolean trained, boolean changing) {
    this(shape, new Store(trained, changing));
  }

  /**
   * @param other of as many numbers a step
   * @return the same signal, read as another shape; nothing is copied
   */
  public Signal as(Shape other) {
    if (other.size() != shape.size()) {
      throw new IllegalArgumentException(shape + " cannot be read as " + other);
    }
    Signal view = new Signal(other, store);
    view.noteImage();
    return view;
  }

  /**
   * @return what a row or step looks like
   */
  public Shape shape() {
    return shape;
  }

  /**
   * @return numbers of a row or step
   */
  public int size() {
    return shape.size();
  }

  /**
   * @return whether its deltas are needed
   */
  public boolean trained() {
    return store.trained;
  }

  boolean changing() {
    return store.changing;
  }

  /**
   * @return {@code length · rows · size} numbers; the array may be longer
   */
  public float[] values() {
    return store.values;
  }

  /**
   * @return gradients of the loss, summed over the batch, laid out like the values
   */
  public float[] deltas() {
    return store.deltas;
  }

  /**
   * @return {@code length · rows} numbers, steps outermost: 1 for what is there, 0 for padding;
   *     null where all is there
   */
  public float[] mask() {
    return store.mask;
  }

  /**
   * @return steps; 1 where a row is no sequence
   */
  public int length() {
    return store.length;
  }

  /**
   * @param pass the batch at hand
   * @return vectors it has: {@code length · rows}
   */
  public int vectors(Pass pass) {
    return store.length * pass.rows();
  }

  /**
   * Sets what a batch has here and makes room for it; what values and deltas hold is undefined.
   *
   * @param pass the batch at hand
   * @param length steps
   * @param mask null where all is there
   */
  public void set(Pass pass, int length, float[] mask) {
    share(store.values, length, mask);
    store.values = room(store.values, numbers(pass));
    reserveDeltas(pass);
  }

  /** Whether something reads it as images. */
  boolean image() {
    return store.image;
  }

  private void noteImage() {
    store.image |= shape.kind() == Shape.Kind.IMAGE;
  }

  /**
   * Products over parts of a step or of an image reach, in the binding's eyes, beyond the last one:
   * so there is room for another row, and of sequences for another step.
   */
  int numbers(Pass pass) {
    int steps = shape.kind() == Shape.Kind.SEQUENCE ? store.length + 1 : store.length;
    return (steps * pass.rows() + 1) * size();
  }

  /**
   * Sets it to another one's length and mask, see {@link #set}.
   *
   * @param pass the batch at hand
   * @param other whose length and mask it takes
   */
  public void like(Pass pass, Signal other) {
    set(pass, other.length(), other.mask());
  }

  /** Takes another's values as its own, without copying. */
  void share(float[] values, int length, float[] mask) {
    store.values = values;
    store.length = length;
    store.mask = mask;
  }

  /** Makes room for its deltas alone: of a signal that shares its values. */
  void reserveDeltas(Pass pass) {
    if (store.trained && pass.training()) {
      store.deltas = room(store.deltas, numbers(pass));
    }
  }

  /**
   * @param array to use again where it is long enough
   * @param count numbers needed
   * @return an array of at least {@code count} numbers
   */
  public static float[] room(float[] array, int count) {
    return array.length >= count ? array : new float[count];
  }
}
