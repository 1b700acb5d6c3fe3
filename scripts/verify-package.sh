#!/bin/bash
# Checks and opens monthly packages with public tools only: bash, coreutils, grep, sed, awk, OpenSSL 3 and unzip.
#
#   verify-package.sh FOLDER SIGNER_PUBLIC.pem RECIPIENT_PRIVATE.pem [OUT_FOLDER]
#
# Every *.envelope.json in FOLDER is one package. OUT_FOLDER keeps the opened files (personal data!);
# without it they are deleted at the end. Exit code 0: every package is good; 1: something is wrong; 2: cannot start.
#
# What is checked: signature of the digital envelope, length and SHA-256 of the encrypted file, HMAC-SM3,
# key unwrapping (SM2), SM4-CBC padding, zip structure, signature of manifest.json, and for every file inside
# its presence, bytes, SHA-256, SM3 and number of records; no file may be missing and none too many.
#
# The unwrapped key is passed to openssl as an argument, so other users of the same computer could see it while
# the script runs: open packages on a computer of your own.

set -u
export LC_ALL=C
umask 077

say()  { printf '%s\n' "$*"; }
good() { printf '  通过 OK    %s\n' "$*"; }
stop() { printf '  失败 FAIL  %s\n' "$*" >&2; exit 1; }
cannot() { printf '%s\n' "$*" >&2; exit 2; }

[ $# -ge 3 ] && [ $# -le 4 ] || cannot "用法 usage: $0 FOLDER SIGNER_PUBLIC.pem RECIPIENT_PRIVATE.pem [OUT_FOLDER]"
folder=$1 signer=$2 recipient=$3 keep=${4:-}

missing=
for tool in openssl unzip sha256sum base64 od awk sed grep; do
  command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
[ -z "$missing" ] || cannot "缺少程序 missing:$missing (Debian: apt-get install openssl unzip coreutils mawk sed grep)"
case $(openssl version) in
  'OpenSSL '[3-9].*|'OpenSSL '[1-9][0-9].*) ;;
  *) cannot "需要 OpenSSL 3 或更高版本 needs OpenSSL 3, found: $(openssl version)" ;;
esac
[ -d "$folder" ] || cannot "文件夹不存在 no such folder: $folder"
openssl pkey -pubin -in "$signer" -noout 2>/dev/null || cannot "不是可读的公钥 not a public key: $signer"
openssl pkey -in "$recipient" -noout 2>/dev/null || cannot "不是可读的私钥 not a private key: $recipient"

work=$(mktemp -d) || cannot "不能建立临时文件夹 no temporary folder"
trap 'rm -rf "$work"' EXIT

# A string or number member of flat canonical JSON (sorted keys, no spaces, one line).
json_string() { sed -n 's/.*[{,]"'"$2"'":"\([^"\\]*\)".*/\1/p' "$1"; }
json_number() { sed -n 's/.*[{,]"'"$2"'":\([0-9][0-9]*\)[,}].*/\1/p' "$1"; }

sm3_of() { openssl dgst -sm3 -r "$1" | cut -d' ' -f1; }
sha256_of() { sha256sum "$1" | cut -d' ' -f1; }
bytes_of() { wc -c < "$1" | tr -d ' '; }
key_id() { openssl pkey "$@" -pubout -outform DER 2>/dev/null | openssl dgst -sm3 -r | cut -c1-16; }

# SM2 signature over exact bytes. The Base64 text must be the only spelling of its bytes.
check_signature() { # file signature-file user-id what
  base64 -d "$2" > "$work/signature.der" 2>/dev/null || stop "$4:签名文件不是 Base64 (SIG_FAIL)"
  { base64 -w0 "$work/signature.der"; echo; } | cmp -s - "$2" || stop "$4:签名文件被改动 signature file altered (SIG_FAIL)"
  openssl pkeyutl -verify -rawin -digest sm3 -pkeyopt "distid:$3" -pubin -inkey "$signer" -in "$1" \
    -sigfile "$work/signature.der" >/dev/null 2>&1 || stop "$4:SM2 验签失败 signature does not verify (SIG_FAIL)"
  good "$4:SM2 签名有效 signature verified"
}

# Records of a CSV: line ends outside quotes, less the two header lines.
csv_records() {
  awk 'BEGIN { open = 0; n = 0 } { q = gsub(/"/, "\""); open = (open + q) % 2; if (!open) n++ } END { print n - 2 }' "$1"
}

check_file() { # folder, one object of files[]
  local one="$work/file.json" name path records
  printf '%s\n' "$2" > "$one"
  name=$(json_string "$one" name)
  printf '%s' "$name" | grep -Eq '^[a-z0-9_]+/[a-z0-9_.]+$' || stop "清单中的文件名不合规 bad file name in manifest: $name"
  path="$1/$name"
  [ -f "$path" ] || stop "$name:清单中有,包内没有 missing in the archive (HASH_MISMATCH)"
  [ "$(bytes_of "$path")" = "$(json_number "$one" bytes)" ] || stop "$name:字节数不符 size differs (HASH_MISMATCH)"
  [ "$(sha256_of "$path")" = "$(json_string "$one" sha256)" ] || stop "$name:SHA-256 不符 differs (HASH_MISMATCH)"
  [ "$(sm3_of "$path")" = "$(json_string "$one" sm3)" ] || stop "$name:SM3 不符 differs (HASH_MISMATCH)"
  records=$(json_number "$one" records)
  case $name in
    *.jsonl) [ "$(wc -l < "$path" | tr -d ' ')" = "$records" ] || stop "$name:记录数不符 record count differs, manifest says $records" ;;
    *.csv)   [ "$(csv_records "$path")" = "$records" ] || stop "$name:记录数不符 record count differs, manifest says $records" ;;
  esac
  good "$name:大小、SHA-256、SM3 相符${records:+,记录 $records 条} digests match"
}

check_package() {
  local envelope=$1 base cipher user data keys mac iv sum
  base=${envelope%.envelope.json}
  say "$(basename "$base")"

  [ -f "$base.envelope.sig" ] || stop "缺少 missing: $(basename "$base").envelope.sig"
  user=1234567812345678
  check_signature "$envelope" "$base.envelope.sig" "$user" "数字信封 envelope"
  [ "$(json_string "$envelope" formatVersion)" = 1.0 ] || stop "信封版本不认识 unknown format version (SCHEMA_UNSUPPORTED)"
  [ "$(json_string "$envelope" alg)" = 'SM4-CBC-PKCS7+HMAC-SM3' ] || stop "加密算法不认识 unknown cipher"
  [ "$(json_string "$envelope" wrapAlg)" = 'SM2-C1C3C2-DER' ] || stop "密钥封装算法不认识 unknown key wrapping"
  [ "$(json_string "$envelope" signerKeyId)" = "$(key_id -pubin -in "$signer")" ] || stop "签名密钥编号不符 signer key id differs (SIG_FAIL)"
  [ "$(json_string "$envelope" file)" = "$(basename "$base").zip.sm4" ] || stop "信封不属于这个文件 envelope is for another file"

  cipher=$base.zip.sm4
  [ -f "$cipher" ] || stop "缺少 missing: $(basename "$cipher")"
  [ "$(bytes_of "$cipher")" = "$(json_number "$envelope" bytes)" ] || stop "加密文件长度不符 encrypted file has another size (HASH_MISMATCH)"
  [ "$(sha256_of "$cipher")" = "$(json_string "$envelope" sha256)" ] || stop "加密文件 SHA-256 不符 encrypted file altered (HASH_MISMATCH)"
  good "加密文件:大小、SHA-256 相符 encrypted file unchanged"

  [ "$(json_string "$envelope" recipientKeyId)" = "$(key_id -in "$recipient")" ] || stop "包不是给这把私钥的 package is for another recipient key (DECRYPT_FAIL)"
  json_string "$envelope" wrappedKey | base64 -d > "$work/wrapped.der" 2>/dev/null || stop "封装密钥不是 Base64 (DECRYPT_FAIL)"
  openssl pkeyutl -decrypt -inkey "$recipient" -in "$work/wrapped.der" -out "$work/keys" 2>/dev/null || stop "SM2 解封密钥失败 key unwrapping failed (DECRYPT_FAIL)"
  [ "$(bytes_of "$work/keys")" = 48 ] || stop "解封的密钥长度不对 unwrapped key has a wrong length (DECRYPT_FAIL)"
  keys=$(od -An -v -tx1 "$work/keys" | tr -d ' \n')
  rm -f "$work/keys"
  iv=$(json_string "$envelope" iv)
  printf '%s' "$iv" | grep -Eq '^[0-9a-f]{32}$' || stop "初始向量不合规 bad iv"

  mac=$({ printf "$(printf '%s' "$iv" | sed 's/../\\x&/g')"; cat "$cipher"; } | openssl dgst -sm3 -mac HMAC -macopt "hexkey:${keys:32}" -r | cut -d' ' -f1)
  [ "$mac" = "$(json_string "$envelope" mac)" ] || stop "HMAC-SM3 不符 MAC differs (DECRYPT_FAIL)"
  good "HMAC-SM3 相符 MAC verified"
  openssl enc -d -sm4-cbc -K "${keys:0:32}" -iv "$iv" -in "$cipher" -out "$work/package.zip" 2>/dev/null || stop "SM4 解密失败 decryption failed (DECRYPT_FAIL)"
  good "SM4-CBC 解密成功 decrypted"

  if [ -n "$keep" ]; then data="$keep/$(basename "$base")"; else data="$work/data"; rm -rf "$data"; fi
  [ ! -e "$data" ] || stop "输出文件夹已存在 output folder exists: $data"
  mkdir -p "$data" || stop "不能建立 cannot create: $data"
  unzip -Z1 "$work/package.zip" > "$work/names" 2>/dev/null || stop "不是 zip 文件 not a zip file"
  ! grep -Evq '^(manifest\.json|manifest\.sig|[a-z0-9_]+/[a-z0-9_.]+)$' "$work/names" || stop "包内有不合规的文件名 archive holds a bad file name"
  unzip -q -n "$work/package.zip" -d "$data" >/dev/null 2>&1 || stop "zip 校验失败 archive is damaged (HASH_MISMATCH)"
  rm -f "$work/package.zip"
  good "zip 完整 archive opened"

  [ -f "$data/manifest.json" ] && [ -f "$data/manifest.sig" ] || stop "包内缺少清单或签名 manifest.json or manifest.sig missing"
  check_signature "$data/manifest.json" "$data/manifest.sig" "$user" "清单 manifest"
  [ "$(json_string "$data/manifest.json" packageId)" = "$(json_string "$envelope" packageId)" ] || stop "清单与信封的包号不同 package id differs"

  # Objects of files[] have no inner braces, and `"bytes"` is their first member in canonical order.
  grep -o '{"bytes":[0-9]*,[^{}]*}' "$data/manifest.json" > "$work/files"
  while IFS= read -r one; do check_file "$data" "$one"; done < "$work/files"
  { sed -n 's/.*"name":"\([^"]*\)".*/\1/p' "$work/files"; echo manifest.json; echo manifest.sig; } | sort > "$work/listed"
  sort "$work/names" | cmp -s - "$work/listed" || stop "包内文件与清单不一致 archive and manifest list different files (HASH_MISMATCH)"
  good "包内文件与清单一致 archive holds exactly the listed files"

  sum=$(grep '"name":"data/' "$work/files" | sed -n 's/.*"records":\([0-9]*\).*/\1/p' | awk '{ s += $1 } END { print s + 0 }')
  [ "$sum" = "$(sed -n 's/.*"totals":{"errors":[0-9]*,"records":\([0-9]*\),.*/\1/p' "$data/manifest.json")" ] || stop "总记录数不符 total record count differs"
  good "共 $sum 条记录 records in total"
}

found=0
for envelope in "$folder"/*.envelope.json; do
  [ -f "$envelope" ] || continue
  found=$((found + 1))
  check_package "$envelope"
done
[ "$found" -gt 0 ] || { say "没有找到数据包 no *.envelope.json in: $folder" >&2; exit 1; }
say "结论:$found 个数据包全部有效。 Result: $found package(s) valid."
