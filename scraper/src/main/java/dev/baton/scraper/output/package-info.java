/// The files of a job: its folder, the pages, the log of requests.
///
/// | type | what it is for |
/// |---|---|
/// | `JobFolder` | the folder of a job, and the names in it |
/// | `JobOutput` | writes pages and requests so that nothing is torn or there twice |
/// | `PagesTo`, `PageFormat` | where the pages go, and what they look like there |
/// | `Export`, `ExportTarget` | makes a file of the pages of a job, in any format, or writes them to a pipe |
/// | `JsonLines`, `CsvLines`, `RequestLines` | the formats |
/// | `GrowingFile` | a file to which lines are appended, and that can be cut back |
/// | `FirstBytes` | a part of a file, to be read |
/// | `OutputFile` | opens the file, or says why that cannot be done |
package dev.baton.scraper.output;
