package org.diabolo.retrain.gate;

import org.diabolo.store.Folder;

/**
 * Where a model that is to be judged lies.
 *
 * @param bundle the model's folder
 * @param prepared the folder of the corpus that it was trained on, which may be gone
 */
public record Contender(Folder bundle, Folder prepared) {}
