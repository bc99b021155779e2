#include "report/html_report.h"

#include <algorithm>
#include <format>

#include "audio/wav.h"
#include "data/files.h"
#include "report/bitmap.h"
#include "report/data_uri.h"
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
  .results { display: flex; flex-wrap: wrap; gap: .6rem 2.5rem; margin: 1.5rem 0 2rem; }
  .results dt { color: var(--quiet); }
  .results dd { margin: 0; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
  details { margin: 1rem 0; }
  summary { cursor: pointer; color: var(--quiet); }
  .mistakes { list-style: none; padding: 0; display: grid; gap: 1.2rem;
              grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); }
  .mistakes li { border: 1px solid var(--line); border-radius: 8px; padding: .8rem; min-width: 0; }
  .mistakes img { width: 100%; height: 110px; border-radius: 4px; image-rendering: pixelated; display: block; }
  .mistakes audio { width: 100%; height: 36px; margin-top: .6rem; }
  .mistakes p { margin: .4rem 0 0; }
  .mistakes .file { color: var(--quiet); font-size: 13px; overflow: hidden; text-overflow: ellipsis;
                    white-space: nowrap; }
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

/// The headline numbers, large.
std::string results_section(const HtmlReport::Facts& results) {
  if (results.empty()) return {};
  std::string html = "<dl class=\"results\">\n";
  for (const auto& [name, value] : results) {
    html += "<div><dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "</dd></div>\n";
  }
  return html + "</dl>\n";
}

std::string facts_section(const std::string& title, const HtmlReport::Facts& facts) {
  if (facts.empty()) return {};
  std::string html = "<h2>" + escaped(title) + "</h2>\n<table class=\"facts\">\n";
  for (const auto& [name, value] : facts) {
    html += "<tr><td>" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>\n";
  }
  return html + "</table>\n";
}

/// The label that a class is taken for most often, and how often; empty if never.
std::string favorite_confusion(const Metrics& metrics, std::size_t truth) {
  std::vector<std::size_t> wrong = metrics.confusion[truth];
  wrong[truth] = 0;
  const auto most = std::ranges::max_element(wrong);
  if (*most == 0) return {};
  return std::format("{} ({})", escaped(metrics.labels[static_cast<std::size_t>(most - wrong.begin())]),
                     *most);
}

std::string group_row(const Metrics::Group& group) {
  return std::format("<td>{}</td><td>{}</td><td>{}</td><td>{}</td>", escaped(group.name), group.clips,
                     group.correct, group.clips ? percent(group.accuracy()) : "-");
}

std::string class_table(const Metrics& metrics) {
  std::string html =
      "<table>\n<tr><th>class</th><th>clips</th><th>right</th><th>accuracy</th><th>most often taken "
      "for</th></tr>\n";
  for (std::size_t truth = 0; truth < metrics.labels.size(); ++truth) {
    html += "<tr>" + group_row(metrics.classes[truth]) + "<td>" + favorite_confusion(metrics, truth) +
            "</td></tr>\n";
  }
  return html + "</table>\n";
}

std::string speaker_table(const Metrics& metrics) {
  std::string html = "<table>\n<tr><th>speaker</th><th>clips</th><th>right</th><th>accuracy</th></tr>\n";
  for (const Metrics::Group& group : metrics.speakers) html += "<tr>" + group_row(group) + "</tr>\n";
  return html + "</table>\n";
}

/// The matrix as text, for those who cannot see the figure or want to copy it.
std::string confusion_table(const Metrics& metrics) {
  std::string html = "<table>\n<tr><th>true \\ predicted</th>";
  for (const std::string& label : metrics.labels) html += "<th>" + escaped(label) + "</th>";
  html += "</tr>\n";
  for (std::size_t truth = 0; truth < metrics.labels.size(); ++truth) {
    html += "<tr><td>" + escaped(metrics.labels[truth]) + "</td>";
    for (std::size_t prediction = 0; prediction < metrics.labels.size(); ++prediction) {
      const std::size_t count = metrics.confusion[truth][prediction];
      html += std::format("<td{}>{}</td>", truth == prediction ? " class=\"hit\"" : "",
                          count ? std::to_string(count) : "");
    }
    html += "</tr>\n";
  }
  return html + "</table>\n";
}

/// A table that may be longer than anybody wants to scroll past.
std::string folded(const std::string& title, const std::string& table) {
  return "<details><summary>" + title + "</summary>\n<div class=\"wide\">" + table + "</div></details>\n";
}

std::string metrics_section(const std::string& part, const Metrics& metrics) {
  const std::string name = escaped(part);
  std::string html = std::format("<h2>{}</h2>\n<p>{}</p>\n", name, escaped(summary_of(metrics)));
  if (metrics.task == ModelCard::Task::regression) return html;
  html += "<div class=\"wide\">" + class_table(metrics) + "</div>\n";
  html += folded("Confusion matrix", confusion_table(metrics));
  if (!metrics.speakers.empty()) {
    html += folded(std::format("By speaker ({})", metrics.speakers.size()), speaker_table(metrics));
  }
  return html;
}

std::string mistake_card(const Mistake& mistake, const std::vector<std::string>& labels) {
  const Judgement& judgement = mistake.judgement;
  std::string html = "<li>";
  if (mistake.picture) {
    html += "<img alt=\"what the network saw\" src=\"" +
            data_uri("image/bmp", write_bitmap(*mistake.picture)) + "\">";
  }
  html += "<audio controls preload=\"none\" src=\"" + data_uri("audio/wav", write_wav(mistake.sound)) +
          "\"></audio>";
  html += std::format("<p><b>{}</b>, taken for <b>{}</b> ({}, {} for what it is)</p>",
                      escaped(labels[judgement.truth]), escaped(labels[judgement.prediction]),
                      percent(judgement.probabilities[judgement.prediction]),
                      percent(judgement.probabilities[judgement.truth]));
  std::string file = escaped(std::filesystem::path(judgement.file).filename().string());
  if (judgement.excerpt) file += std::format(", from {:g} s", judgement.excerpt->begin);
  return html + "<p class=\"file\" title=\"" + escaped(judgement.file) + "\">" + file + "</p></li>\n";
}

std::string mistakes_section(const std::string& part, const Metrics& metrics,
                             const std::vector<Mistake>& mistakes) {
  if (mistakes.empty()) return {};
  const std::size_t wrong = metrics.all.clips - metrics.all.correct;
  std::string html = std::format(
      "<h2>Worst mistakes</h2>\n<p>The {} of {} wrong {} clips whose loss is largest{}</p>\n<ul "
      "class=\"mistakes\">\n",
      mistakes.size(), wrong, escaped(part),
      mistakes.front().picture ? ", with what the network saw of them." : ".");
  for (const Mistake& mistake : mistakes) html += mistake_card(mistake, metrics.labels);
  return html + "</ul>\n";
}

}  // namespace

void write_html_report(const HtmlReport& report, const std::filesystem::path& path) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      escaped(report.title) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<h1>" +
      escaped(report.title) + "</h1>\n";
  html += results_section(report.results);
  for (const auto& [caption, png] : report.figures) {
    html +=
        std::format("<figure><img alt=\"{0}\" srcset=\"{1} {2}x\"><figcaption>{0}</figcaption></figure>\n",
                    escaped(caption), data_uri("image/png", read_file(png)), kFigureScale);
  }
  for (const auto& [part, metrics] : report.metrics) html += metrics_section(part, metrics);
  if (!report.metrics.empty()) {
    html += mistakes_section(report.metrics.front().first, report.metrics.front().second, report.mistakes);
  }
  html += facts_section("Data", report.data);
  html += facts_section("Network", report.network);
  html += facts_section("Environment", report.environment);
  html += "<h2>Recipe</h2>\n<pre>" + escaped(report.recipe) + "</pre>\n</body>\n</html>\n";
  write_file(path, html);
}

}  // namespace earshot
