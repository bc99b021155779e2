#!/usr/bin/env bash
# compare.sh PROGRAM FILE: counts the instructions of one call of PROGRAM's work and compares them with the figure in FILE.
# Instructions do not depend on what else the machine does, as time does, so that a slow-down is seen in any run of the tests.
set -euo pipefail
program=$1 file=$2
margin=3 # percent: libraries and compilers of other versions differ by less than what is worth knowing
skipped=77

if [ "$(uname -m)" != x86_64 ]; then
  echo "skipped: the figure is one of x86-64, this is $(uname -m)"
  exit $skipped
fi

if ! grep -qw avx /proc/cpuinfo; then
  echo "skipped: the figure is that of the AVX kernel, and this machine has no AVX"
  exit $skipped
fi

# $1: calls
instructions() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" 2>&1 | sed -n 's/.*Collected : //p'
}

# The difference leaves out what is done once.
few=$(instructions 2)
many=$(instructions 7)
if [ -z "$few" ] || [ -z "$many" ]; then
  echo "valgrind counted nothing; this is what it says:"
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" 2
  exit 1
fi
counted=$(((many - few) / 5))
expected=$(cat "$file")
awk "BEGIN { printf \"%d instructions, %d expected: %+.1f %%\\n\", $counted, $expected, 100 * ($counted / $expected - 1) }"

if [ $((100 * counted)) -gt $(((100 + margin) * expected)) ]; then
  echo "This takes more than $margin % more instructions than it used to. If that is meant, put $counted into"
  echo "$file and say why in the commit; ./dev bench --native says what it costs in time."
  exit 1
fi
if [ $((100 * counted)) -lt $(((100 - margin) * expected)) ]; then
  echo "This takes more than $margin % fewer instructions than it used to. Put $counted into"
  echo "$file, so that it stays that way."
  exit 1
fi
