# shellcheck shell=bash
# To be sourced: configuration as Hadoop reads it.

# write_site FILE, of lines NAME VALUE
write_site() {
  local name value
  {
    printf '<?xml version="1.0"?>\n<configuration>\n'
    while read -r name value; do
      printf '  <property><name>%s</name><value>%s</value></property>\n' "$name" "$value"
    done
    printf '</configuration>\n'
  } >"$1"
}
