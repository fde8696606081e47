package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlSnifferTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>",
        "<!doctype HTML PUBLIC>",
        " \t\r\n\f<HTML>",
        "<html lang=en>",
        "<head>",
        "<Script >",
        "<h1>",
        "<a href=x>",
        "<b>",
        "<br >",
        "<p>",
        "<!-- x -->",
      })
  void knowsHtmlByItsBeginning(String body) {
    assertThat(HtmlSniffer.isHtml(body.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html",
        "<htmlx>",
        "<h2>",
        "<!--x-->",
        "text <html>",
        "<?xml version='1.0'?><html>",
        "{\"a\":\"<html>\"}",
        "%PDF-",
        "\u0000<html>",
      })
  void takesNothingElseForIt(String body) {
    assertThat(HtmlSniffer.isHtml(body.getBytes(UTF_8))).isFalse();
  }
}
