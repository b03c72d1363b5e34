package org.diabolo.bench;

import java.util.List;
import org.diabolo.average.RoundRecord;
import org.diabolo.job.AveragingSpec.Outer;

/**
 * A training that has been done.
 *
 * @param workers replicas
 * @param period local steps a round
 * @param outer step
 * @param records of all its rounds
 */
record ScalingRun(int workers, int period, Outer outer, List<RoundRecord> records) {}
