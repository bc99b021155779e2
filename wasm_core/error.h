#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace earshot {

/// A mistake in something a person supplied: a file, a recipe, a model, an argument. The message is one line
/// that says what is wrong, where, and what to do. The edges (command line, page) show it as it stands; a
/// programming mistake is never reported with this type.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An Error about one named field of a declarative document (model card, front end, recipe), so that the edge
/// that knows where the document came from can add a file and a line.
class FieldError : public Error {
 public:
  /// `field` is the dotted path of the field, e.g. "front_end.mel.bands"; `problem` continues the sentence:
  /// "must be 1 to 512, is 0".
  FieldError(std::string field, const std::string& problem)
      : Error(field + ": " + problem), field_(std::move(field)), problem_(problem) {}

  const std::string& field() const { return field_; }
  const std::string& problem() const { return problem_; }

 private:
  std::string field_;
  std::string problem_;
};

}  // namespace earshot
