#!/usr/bin/env bash
# Accuracy of every trained model of the folder "shared" beside the repository, 8 bits, min/max over 300 training images, on all
# 10,000 test images, through the generated code:   benchmarks/Accuracy/trained-models.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release -v quiet --nologo src/Calibrator
qmlp() { dotnet src/Calibrator/bin/Release/net10.0/qmlp.dll "$@"; }
models=../shared/models/trained
data=../shared/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

value() { sed -n 's/.*"'"$1"'": \([^,]*\),*$/\1/p' "$work/report.json"; }

printf '%-28s %8s %8s %8s %10s %10s\n' model samples float top-1 agreement 'SQNR (dB)'
row() { # NAME MEAN STD TRAINING TEST [LABELS]
    qmlp calibrate "$models/$1.onnx" --data "$4" --mean "$2" --std "$3" --output "$work/$1.qmlp" > "$work/log"
    qmlp evaluate "$work/$1.qmlp" --data "$5" ${6:+--labels "$6"} --against "$models/$1.onnx" --json > "$work/report.json"
    printf '%-28s %8s %8.4f %8.4f %10.4f %10.1f\n' "$1" "$(value samples)" "$(value floatTop1)" "$(value top1)" "$(value agreement)" "$(value sqnrDb)"
}
idx() { # NAME MEAN STD FOLDER
    row "$1" "$2" "$3" "$data/$4/train-images-idx3-ubyte.gz" "$data/$4/t10k-images-idx3-ubyte.gz" "$data/$4/t10k-labels-idx1-ubyte.gz"
}
cifar() { row "$1" .4914,.4822,.4465 .2470,.2435,.2616 "$data/cifar10/train-2000.tar" "$data/cifar10/test.tar"; }

idx mnist_mlp_784-256-256-10 0 1 mnist
for kind in qmlp resmlp; do
    for opset in 13 17; do
        idx "fashion_${kind}_op$opset" 0.2860 0.3530 fashion-mnist
        cifar "cifar_${kind}_op$opset"
    done
done
