package org.diabolo.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What is to be decided.
 *
 * @param action what becomes of the version
 * @param version the run id of a model
 * @param reasons why, in words
 * @param figures what it was decided by; null for none
 * @param codes the folder of its codes, relative to the job's; null where there is none
 */
public record Proposal(
    Action action, String version, List<String> reasons, JsonNode figures, String codes) {}
