package org.diabolo.store;

/**
 * Where rows are to go, and whose the place is.
 *
 * @param place the output's folder
 * @param owner of it
 */
public record Output(Folder place, Owner owner) {

  /** Whose a place is. */
  public enum Owner {
    /** A run's: what stands there is ours, and is replaced. */
    RUN,
    /** A user's: what stands there is refused. */
    USER
  }

  /**
   * A folder within a run.
   *
   * @param place the output's folder
   * @return where it is written over whatever stood there
   */
  public static Output ofRun(Folder place) {
    return new Output(place, Owner.RUN);
  }

  /**
   * A folder that the user names.
   *
   * @param place the output's folder
   * @return where it is written only if nothing stands there
   */
  public static Output ofUser(Folder place) {
    return new Output(place, Owner.USER);
  }

  /**
   * Begins to write it.
   *
   * @return the publication, to be closed by the caller
   * @throws org.diabolo.job.InvalidJobException when something stands in a place of the user's
   */
  public Publication begin() {
    return owner == Owner.RUN
        ? Publication.begin(place, Publication.SUCCESS)
        : Publication.beginNew(place, Publication.SUCCESS);
  }

  /**
   * @return where rows go that cannot be used when they are too many for an output: {@code
   *     NAME-rejects} beside it; of a user, if that is taken, {@code NAME-rejects-2} and so on
   */
  public Output rejects() {
    String name = place.name() + "-rejects";
    Folder free = place.sibling(name);
    for (int i = 2; owner == Owner.USER && free.exists(); i++) {
      free = place.sibling(name + "-" + i);
    }
    return new Output(free, owner);
  }
}
