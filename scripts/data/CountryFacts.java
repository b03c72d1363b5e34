import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What has one value only for a country, so that there is one right answer.
 *
 * @param code three letters of ISO 3166-1
 * @param facts values by relation, and the country's common name by "name"
 * @param unique the relations whose value no other country has
 */
record CountryFacts(String code, Map<String, String> facts, Set<String> unique) {
  private static final Pattern WITH_ARTICLE =
      Pattern.compile(
          ".*(Islands|Islands \\(.*|Republic|Territory|Lands)|(United|Republic of the) .*|Isle of"
              + " Man|Bahamas|Comoros|DR Congo|Gambia|Maldives|(Caribbean"
              + " )?Netherlands|Philippines");

  private static final String COUNTRY_OF = "country-of-";

  /** Of countries.json. */
  static List<CountryFacts> of(JsonNode countries) {
    Map<String, Integer> times = new HashMap<>();
    List<CountryFacts> all = new ArrayList<>();
    for (JsonNode country : countries) {
      Map<String, String> facts = facts(country);
      facts.forEach((relation, value) -> times.merge(relation + "=" + value, 1, Integer::sum));
      all.add(new CountryFacts(country.path("cca3").asText(), facts, new HashSet<>()));
    }
    for (CountryFacts country : all) {
      country.facts.forEach(
          (relation, value) -> {
            if (times.get(relation + "=" + value) == 1) {
              country.unique.add(relation);
            }
          });
    }
    return all;
  }

  private static Map<String, String> facts(JsonNode country) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", country.path("name").path("common").asText());
    put(facts, "official-name", country.path("name").path("official"));
    put(facts, "continent", country.path("region"));
    put(facts, "region", country.path("subregion"));
    put(facts, "demonym", country.path("demonyms").path("eng").path("m"));
    put(facts, "alpha-2", country.path("cca2"));
    put(facts, "alpha-3", country.path("cca3"));
    put(facts, "capital", only(country.path("capital")));
    put(facts, "language", only(country.path("languages")));
    put(facts, "domain", only(country.path("tld")));
    put(facts, "currency", only(country.path("currencies")).path("name"));
    if (country.path("currencies").size() == 1) {
      facts.put("currency-code", country.path("currencies").fieldNames().next());
    }
    if (country.path("idd").path("suffixes").size() == 1) {
      String suffix = country.path("idd").path("suffixes").path(0).asText();
      facts.put("calling-code", country.path("idd").path("root").asText() + suffix);
    }
    return facts;
  }

  private static JsonNode only(JsonNode values) {
    return values.size() == 1 ? values.elements().next() : values.path("missing");
  }

  private static void put(Map<String, String> facts, String relation, JsonNode value) {
    if (!value.asText().isEmpty()) {
      facts.put(relation, value.asText());
    }
  }

  /** The common name as it stands after "of". */
  String nameInSentence() {
    String name = facts.get("name");
    return WITH_ARTICLE.matcher(name).matches() ? "the " + name : name;
  }

  /** The answer to a question about a relation; null where there is none, or more than one. */
  String answer(String relation) {
    if (relation.startsWith(COUNTRY_OF)) {
      String asked = relation.substring(COUNTRY_OF.length());
      return unique.contains(asked) ? facts.get("name") : null;
    }
    return facts.get(relation);
  }
}
