/// Pages that need nothing but themselves.
///
/// | | |
/// |---|---|
/// | [Markup][dev.baton.html.Markup] | writes elements and text, and escapes all of it |
/// | [ContentPolicy][dev.baton.html.ContentPolicy] | tells the browser to load nothing and to obey only what belongs to the page |
///
/// The pages themselves are those of [dev.baton.trace], and the programs'.
package dev.baton.html;
