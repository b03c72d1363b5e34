package org.diabolo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link within the repository leads somewhere: to a file, and to a heading in it. */
class LinksTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(#[^)]*)?\\)");

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws Exception {
    List<String> broken = new ArrayList<>();
    for (Path page : Page.in(Path.of(""))) {
      broken.addAll(broken(page));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageOfTheDocumentationIsInItsIndex() throws Exception {
    Path index = Path.of("docs/README.md");
    List<String> listed =
        LINK.matcher(Files.readString(index)).results().map(r -> r.group(1)).toList();

    assertThat(listed)
        .containsAll(
            Page.in(Path.of("docs")).stream()
                .map(page -> page.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList());
  }

  @Test
  void brokenLinksAreTold(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        # One heading, `so` named
        [file](gone.md) [heading](#one-heading-so-named) [none](#another) [itself](page.md#one-heading-so-named)
        [outside](https://example.org/gone.md)
        """);

    assertThat(broken(page)).containsExactly(page + ": gone.md", page + ": #another");
  }

  private static List<String> broken(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
      Path to = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
      String heading = link.group(2);
      if (!Files.exists(to) || heading != null && !headings(to).contains(heading)) {
        broken.add(page + ": " + link.group(1) + (heading == null ? "" : heading));
      }
    }
    return broken;
  }

  /** As GitHub names them: lower case, words joined by hyphens, without other signs. */
  private static List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> "#" + line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
