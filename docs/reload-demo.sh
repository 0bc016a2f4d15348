#!/bin/sh
# Shows a reload: bids on a lot of the sample application go on without a pause while the rule that says how much more the
# next one must be is changed. A bid that was reckoned by the old rule and comes to the new one is refused, with 409.
#
# Run it in the project's folder, after a build. It needs a JDK and curl, and port 8080 (or SWELL_HTTP_PORT).
set -eu

jar=runtime/bundle/target/swell.jar
work=$(mktemp -d)
export SWELL_MANAGEMENT_PORT="${SWELL_MANAGEMENT_PORT:-0}" SWELL_STATE_DIR="$work/state"

swell() {
    java -jar "$jar" "$@"
}

end() {
    swell stop
    rm -r "$work"
}

cp -r sample-app/src/main/java "$work/src"
cp -r sample-app/target/classes "$work/classes"
serving=$(swell start -d --app "$work/classes")
trap end EXIT
echo "$serving"
base=$(echo "$serving" | sed 's/.* served at \(http:[^ ]*\) .*/\1/')
curl -s -o "$work/answer" -c "$work/cookies" -X PUT -H 'Content-Type: application/json' -d '{"name":"Ann"}' "$base/api/bidder"

bids() { # until somebody says that it is enough
    while [ ! -e "$work/enough" ]; do
        least=$(curl -s "$base/api/lots/6" | sed 's/.*"minimumCents":\([0-9]*\).*/\1/')
        status=$(curl -s -o "$work/answer" -w '%{http_code}' -b "$work/cookies" -X POST \
            -H 'Content-Type: application/json' -d "{\"cents\":$least}" "$base/api/lots/6/bids")
        echo "bid $least: $status"
    done
}

bids &
stream=$!
sleep 1
echo "# From now on a bid is at least 7 more than the highest."
sed -i 's/return cents.*/return 7_00;/' "$work/src/auction/PriceRule.java"
javac -proc:none -parameters -cp "$jar" -d "$work/classes" "$work"/src/auction/*.java
swell reload
sleep 1
touch "$work/enough"
wait "$stream"
