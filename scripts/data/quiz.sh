# shellcheck shell=bash disable=SC2154
# Questions and answers of the BSD game quiz.

make_quiz() {
  local package=bsdgames
  local origin="files given with --from"
  if [[ -z $from ]]; then
    unpack_debian "$package" "pass the folder of the quiz files, the one with the file index, with --from DIR"
    from=$work/package/usr/share/games/bsdgames/quiz
    origin="Debian package $package $(dpkg-deb --field "$work/$package"_*.deb Version)"
  fi
  need_files index africa state
  check_sums quiz

  local command="scripts/fetch-data quiz"
  [[ -z $sample ]] || command+=" --sample"
  say "writing Parquet"
  local count
  count=$(spark_java Quiz "$from" "$work/quiz" 1)

  cp "$root/scripts/data/quiz.LICENSE" "$work/"
  cat >"$work/quiz.md" <<END
# Questions and answers of the BSD game quiz as Parquet

$count: all there are, in the sample too.

- Made by the Regents of the University of California: the quiz files of the BSD games
- Taken from: $origin
- Licence: BSD-3-Clause, see [quiz.LICENSE](quiz.LICENSE)
- Converted by: \`$command\`

| column   | type   | value                                                                       |
|----------|--------|-----------------------------------------------------------------------------|
| id       | string | topic, line of its file, and the numbers of what is given and asked for: \`africa-001-12\` |
| question | string | what is given, and the title of what is asked for: \`African: Algeria; capital?\` |
| answer   | string | \`Algiers\`                                                                   |
| topic    | string | the name of the file: \`africa\`                                              |

A line of a file has two values or more (\`Algeria:Algiers\`); each is asked for with each other one, as in the game. Values
are patterns there: of alternatives the first is taken (\`Jersey City|Newark\`: \`Jersey City\`), and what may be left out is
there (\`{Lee Harvey }Oswald\`: \`Lee Harvey Oswald\`), unless it is a remark in parentheses. Where a question has several
answers, it has a row for each: split by \`question\`. A few faulty lines
(which run into the next, or whose brackets do not match) are left out. The facts are those of the 1980s and 1990s.
This file and the licence are not inside \`quiz/\` because Spark would read them as Parquet.
END
}
