#!/bin/sh
# The certificate by which the parts of a cluster know each other, in the folder that is named; one
# that is there stays. It signs itself, and whoever has its key belongs to the cluster.
set -eu
umask 077
[ -f "$1/key.pem" ] && exit 0
openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj /CN=parallax \
    -keyout "$1/key.new" -out "$1/certificate.pem"
mv "$1/key.new" "$1/key.pem"
