package dev.baton.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentPolicyTest {
  private static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'";

  @Test
  void allowsNothingButTheTextsOfThePage() {
    assertThat(ContentPolicy.of(List.of(), List.of())).isEqualTo(NOTHING);
    assertThat(ContentPolicy.of(List.of("", "a"), List.of("")))
        .isEqualTo(
            NOTHING
                + "; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
                + " 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
                + "; script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  }

  @Test
  void standsInThePage() {
    Markup page = new Markup();
    String style = "p { color: red; }";
    // @start region="ContentPolicy"
    String policy = ContentPolicy.of(List.of(style), List.of());
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    // @end
    assertThat(page.toString()).contains(" content=\"default-src 'none'; ").endsWith("='\"/>");
  }
}
