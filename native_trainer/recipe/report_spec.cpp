#include "recipe/report_spec.h"

namespace earshot {

ReportSpec read_report_spec(Section section) {
  ReportSpec spec;
  spec.confusion = section.text("confusion", spec.confusion);
  if (!spec.confusion.ends_with(".png") || spec.confusion.contains('/')) {
    section.fail("confusion", "must be a file name that ends with .png");
  }
  section.finish();
  return spec;
}

}  // namespace earshot
