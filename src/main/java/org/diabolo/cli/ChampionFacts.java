package org.diabolo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.diabolo.cli.Screen.Style;
import org.diabolo.codes.ModelCodes;
import org.diabolo.job.BadDataException;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.retrain.Codes;
import org.diabolo.retrain.Decision;
import org.diabolo.retrain.Registry;
import org.diabolo.store.Folder;

/** What the last line of {@code models} has of the champion, for others to go by. */
final class ChampionFacts {
  private ChampionFacts() {}

  static Map<String, Object> of(Registry registry) {
    Optional<Decision> champion = registry.champion();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("decisions", registry.number());
    facts.put("champion", champion.map(Decision::version).orElse(null));
    facts.put("bundle", champion.map(one -> bundle(registry.job(), one)).orElse(null));
    facts.put("codes", null);
    try {
      Codes.find(registry).ifPresent(codes -> facts.putAll(of(codes.all())));
    } catch (BadDataException e) {
      Screen.current().say(e.getMessage(), Style.STOPPED);
    }
    return facts;
  }

  /** How the codes in use can be read. */
  private static Map<String, Object> of(ModelCodes codes) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("codes", codes.folder().toString());
    facts.put("code_space", codes.codeSpace());
    facts.put("files", codes.files());
    facts.putAll(KeepCodes.facts(codes.status()));
    return facts;
  }

  private static String bundle(Folder job, Decision champion) {
    return new RunDirectory(job.folder(champion.version())).bundle().toString();
  }
}
