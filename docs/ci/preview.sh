#!/bin/sh
# 检查内容、生成网站。GitLab、GitHub、Gitea 的流水线都调用它，本机也可以运行：
#   sh docs/ci/preview.sh [内容文件夹] [输出文件夹]
# 输出文件夹里：site 是网站，check.txt 是检查结果，code-quality.json 供 GitLab 在合并请求里标注。
# 退出码：0 没有错误；1 内容有错，网站照样生成，出错的报告按退回列示（方案、办法、名录有错时不生成）；2 没能运行。
set -u
content=${1:-content}
output=${2:-output}
tongbao=${TONGBAO:-$(command -v tongbao || true)}

if [ -z "$tongbao" ] || [ ! -x "$tongbao" ]; then
  echo '找不到 tongbao：请在运行流水线的机器上装好（连同旁边的 fonts 文件夹），放进 PATH，或者把变量 TONGBAO 设为它的完整路径。' >&2
  exit 2
fi
mkdir -p "$output" || exit 2

"$tongbao" --content "$content" check > "$output/check.txt"
checked=$?
"$tongbao" --content "$content" check --format gitlab > "$output/code-quality.json"
# GitHub 和 Gitea 从流水线的输出里取标注。
if [ "${GITHUB_ACTIONS:-}" = true ] || [ "${GITEA_ACTIONS:-}" = true ]; then
  "$tongbao" --content "$content" check --format github
fi

"$tongbao" --content "$content" build --output "$output"
built=$?
if [ "$checked" -gt "$built" ]; then exit "$checked"; fi
exit "$built"
