#include "report/html_report.h"

#include <cstdint>
#include <format>

#include "data/files.h"
#include "report/figures.h"
#include "report/metrics_text.h"

namespace earshot {
namespace {

constexpr const char* kStyle = R"(
  :root { color-scheme: light dark; --ink: #1f2933; --quiet: #616e7c; --line: #e4e7eb; --ground: #fff; --hit: #08519c; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e4e7eb; --quiet: #9aa5b1; --line: #323f4b; --ground: #17212b; --hit: #7cc4fa; }
  }
  body { font: 15px/1.55 Inter, system-ui, sans-serif; color: var(--ink); background: var(--ground);
         max-width: 1000px; margin: 3rem auto; padding: 0 1.5rem; }
  h1 { font-size: 1.7rem; margin: 0; }
  h2 { font-size: 1.15rem; margin: 2.5rem 0 .6rem; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: .22rem .9rem .22rem 0; text-align: right; border-bottom: 1px solid var(--line); }
  th:first-child, td:first-child, table.facts td { text-align: left; }
  th { font-weight: 600; color: var(--quiet); }
  table.facts td:first-child { color: var(--quiet); padding-right: 2rem; }
  td.hit { font-weight: 600; color: var(--hit); }
  .wide { overflow-x: auto; }
  figure { margin: 1.5rem 0; }
  figure img { max-width: 100%; border-radius: 6px; background: #fff; }
  figcaption { color: var(--quiet); }
  pre { overflow-x: auto; padding: 1rem; border: 1px solid var(--line); border-radius: 6px; font-size: 13px; }
)";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

/// RFC 4648.
std::string base64(const std::vector<std::byte>& bytes) {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) {
      return k < bytes.size() ? std::to_integer<std::uint32_t>(bytes[k]) : 0u;
    };
    const std::uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    text += kAlphabet[group >> 18];
    text += kAlphabet[group >> 12 & 63];
    text += i + 1 < bytes.size() ? kAlphabet[group >> 6 & 63] : '=';
    text += i + 2 < bytes.size() ? kAlphabet[group & 63] : '=';
  }
  return text;
}

std::string facts_section(const std::string& title, const HtmlReport::Facts& facts) {
  if (facts.empty()) return {};
  std::string html = "<h2>" + escaped(title) + "</h2>\n<table class=\"facts\">\n";
  for (const auto& [name, value] : facts) {
    html += "<tr><td>" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>\n";
  }
  return html + "</table>\n";
}

std::string confusion_table(const Metrics& metrics) {
  std::string html = "<div class=\"wide\"><table>\n<tr><th>true \\ predicted</th>";
  for (const std::string& label : metrics.labels) html += "<th>" + escaped(label) + "</th>";
  html += "<th>clips</th><th>accuracy</th></tr>\n";
  for (std::size_t truth = 0; truth < metrics.labels.size(); ++truth) {
    html += "<tr><td>" + escaped(metrics.labels[truth]) + "</td>";
    for (std::size_t prediction = 0; prediction < metrics.labels.size(); ++prediction) {
      const std::size_t count = metrics.confusion[truth][prediction];
      html += std::format("<td{}>{}</td>", truth == prediction ? " class=\"hit\"" : "",
                          count ? std::to_string(count) : "");
    }
    const Metrics::Group& group = metrics.classes[truth];
    html += std::format("<td>{}</td><td>{}</td></tr>\n", group.clips,
                        group.clips ? percent(group.accuracy()) : "-");
  }
  return html + "</table></div>\n";
}

std::string speaker_table(const Metrics& metrics) {
  if (metrics.speakers.empty()) return {};
  std::string html = "<table>\n<tr><th>speaker</th><th>clips</th><th>correct</th><th>accuracy</th></tr>\n";
  for (const Metrics::Group& group : metrics.speakers) {
    html += std::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", escaped(group.name),
                        group.clips, group.correct, percent(group.accuracy()));
  }
  return html + "</table>\n";
}

}  // namespace

void write_html_report(const HtmlReport& report, const std::filesystem::path& path) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      escaped(report.title) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<h1>" +
      escaped(report.title) + "</h1>\n";
  html += facts_section("Results", report.results);
  for (const auto& [caption, png] : report.figures) {
    html += std::format(
        "<figure><img alt=\"{0}\" srcset=\"data:image/png;base64,{1} "
        "{2}x\"><figcaption>{0}</figcaption></figure>\n",
        escaped(caption), base64(read_file(png)), kFigureScale);
  }
  for (const auto& [part, metrics] : report.metrics) {
    html += std::format("<h2>{}: {} of {} clips right ({}), mean loss {:.4f}</h2>\n", escaped(part),
                        metrics.all.correct, metrics.all.clips, percent(metrics.accuracy()), metrics.loss);
    html += confusion_table(metrics);
    if (!metrics.speakers.empty())
      html += "<h2>" + escaped(part) + ": by speaker</h2>\n" + speaker_table(metrics);
  }
  html += facts_section("Data", report.data);
  html += facts_section("Network", report.network);
  html += facts_section("Environment", report.environment);
  html += "<h2>Recipe</h2>\n<pre>" + escaped(report.recipe) + "</pre>\n</body>\n</html>\n";
  write_file(path, html);
}

}  // namespace earshot
