# shellcheck shell=bash disable=SC2154
# Fashion-MNIST of Zalando Research: images of clothes in ten classes.

make_fashion-mnist() {
  local package=dataset-fashion-mnist
  local origin="files given with --from, their SHA-256 checked"
  if [[ -z $from ]]; then
    unpack_debian "$package" "put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,\
 t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz into a folder and pass it with --from DIR"
    from=$work/package/usr/share/datasets/fashion-mnist
    origin="Debian package $package $(dpkg-deb --field "$work/$package"_*.deb Version)"
  fi

  local files=4 train=6000 test=1000 command="scripts/fetch-data fashion-mnist"
  local rows="All 70,000 images: 60,000 of train and 10,000 of test."
  if [[ -n $sample ]]; then
    files=1 train=1000 test=200 command+=" --sample"
    rows="12,000 of the 70,000 images: of each of the ten classes the first 1,000 of train and the first
200 of test, in the original order."
  fi
  say "writing Parquet"
  spark_java FashionMnist "$from" "$work/fashion-mnist" "$files" "$train" "$test"

  cp "$root/scripts/data/fashion-mnist.LICENSE" "$work/"
  cat >"$work/fashion-mnist.md" <<END
# Fashion-MNIST as Parquet

$rows

- Made by Zalando Research: <https://github.com/zalandoresearch/fashion-mnist>
- Taken from: $origin
- Licence: MIT, see [fashion-mnist.LICENSE](fashion-mnist.LICENSE)
- Converted by: \`$command\`

| column | type   | value                                                                        |
|--------|--------|------------------------------------------------------------------------------|
| id     | string | origin and index in the original file: \`train-00000\` … \`test-09999\`          |
| pixels | binary | 784 unsigned bytes: 28 rows of 28 grey pixels, 0 is the background           |
| label  | string | one of T-shirt/top, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, Ankle boot |
| origin | string | \`train\` or \`test\`                                                            |

This file and the licence are not inside \`fashion-mnist/\` because Spark would read them as Parquet.
END
}
