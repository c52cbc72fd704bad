"""Signatures as the vendors' own packages make them.

`signatures.py ask FOLDER` writes random requests with the signatures of the packages, one JSON object a line, in the
form of the runtime's test vectors. `signatures.py check FOLDER` reads requests that generated clients would have sent
and lets the packages sign them once more.
"""

import base64
import datetime
import hashlib
import json
import pathlib
import random
import sys
import time
import types
import urllib.parse
import zlib
from unittest import mock

import TLSSigAPIv2 as usersig
from alibabacloud_openapi_util.client import Client as OpenApi
from aliyunsdkcore.auth.composer import rpc_signature_composer as rpc
from aliyunsdkcore.auth.composer.rpc_signature_composer import helper

COUNT = 1000
COMPOSE = getattr(rpc, "__compose_string_to_sign")
SIGN = getattr(rpc, "__get_signature")
UNRESERVED = "abcXYZ019-_.~"
PIECES = list("azAZ09 *+~%&=/?#:;,.'\"(){}[]<>|\\^`!@$_-\t\n") + [
    "é", "ß", "İ", "测试", "ꙮ", "\u00a0", "\u200d", "\ufeff", "\uffff", "😀", "👩‍🔬", "e\u0301", "%20", "%7E", "{method}", "{body}",
]


class Pairs:
    """Parameters of which some have the same name, as far as the composer looks at them."""

    def __init__(self, pairs):
        self.pairs = pairs

    def items(self):
        return iter(self.pairs)


def text(pick, most=24):
    """Empty now and then."""
    return "".join(pick.choices(PIECES, k=pick.choice([*range(most), 0, 0])))


def word(pick, least=1, most=24):
    return "".join(pick.choices(UNRESERVED, k=pick.randint(least, most)))


def params(pick, name):
    """No name twice."""
    found = {name(pick): text(pick) for _ in range(pick.randint(0, 12))}
    for number in range(1, pick.choice([1, 1, 2, 4])):
        found[f"Tag.{number}.Value"] = text(pick)
    return found


def moment(pick):
    return datetime.datetime.fromtimestamp(pick.randrange(4_102_444_800), datetime.timezone.utc)


def stamp(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def rpc_v1(pick):
    """Alibaba's RPC signature by two packages; the one sends an empty `SignatureType` too."""
    key, secret, nonce, now = word(pick), text(pick) + word(pick), word(pick, 8), stamp(moment(pick))
    method, accepts = pick.choice(["GET", "POST"]), pick.choice(["JSON", "XML"])
    query = params(pick, lambda pick: text(pick) + word(pick))
    form = params(pick, lambda pick: word(pick) + text(pick)) if method == "POST" else {}
    form = {name: value for name, value in form.items() if name not in query}
    with mock.patch.object(helper, "get_iso_8061_date", lambda: now), mock.patch.object(helper, "get_uuid", lambda: nonce):
        _, to_sign = rpc.get_signed_url(query, key, secret, accepts, method, form)
    signature = query.pop("Signature")
    assert signature == OpenApi.get_rpcsignature({**query, **form}, method, secret)
    repeated = []
    if pick.random() < 0.2:
        # The composer keeps the order of equal names; ours is by value.
        name = text(pick) + word(pick)
        repeated = sorted((name, text(pick)) for _ in range(pick.randint(2, 4)) if name not in query and name not in form)
        to_sign = COMPOSE(method, Pairs([*query.items(), *form.items(), *repeated]))
        signature = SIGN(to_sign, secret)
    made = {"AccessKeyId", "SignatureMethod", "SignatureNonce", "SignatureVersion", "Timestamp"}
    sent = [pair for pair in query.items() if pair[0] not in made] + repeated
    pick.shuffle(sent)
    return {
        "recipe": "rpc_v1",
        "credentials": {"access_key_id": key, "access_key_secret": secret},
        "now": now,
        "given": {"nonce": nonce},
        "method": method,
        "url": "https://quickbi-public.aliyuncs.com/",
        "query": sent,
        "form": list(form.items()),
        "expect": {"to_sign": to_sign, "signature": signature},
    }


def acs3(pick):
    """Alibaba's third signature. The package does not encode the names of parameters."""
    key, secret, nonce, now = word(pick), text(pick) + word(pick), word(pick, 8), stamp(moment(pick))
    host = pick.choice(["quickbi-public.aliyuncs.com", "ecs.cn-shanghai.aliyuncs.com", "127.0.0.1:8080"])
    path = "/" + "/".join(urllib.parse.quote(text(pick), safe="~") + word(pick) for _ in range(pick.choice([0, 0, 1, 2])))
    method, query = pick.choice(["GET", "POST", "PUT", "DELETE"]), params(pick, word)
    body = text(pick, 200) if method in ("POST", "PUT") else ""
    moved, headers = {"Action": word(pick), "Version": "2021-03-25"}, {}
    if body:
        headers["content-type"] = pick.choice(["application/json; charset=utf-8", "text/plain"])
    if pick.random() < 0.3:
        headers["x-acs-security-token"] = word(pick) + " \t " + word(pick) + pick.choice(["", "  "])
    digest = hashlib.sha256(body.encode()).hexdigest()
    made = {f"x-acs-{name.lower()}": value for name, value in moved.items()}
    made |= {"host": host, "x-acs-date": now, "x-acs-signature-nonce": nonce, "x-acs-content-sha256": digest}
    request = types.SimpleNamespace(method=method, pathname=path, query=query, headers={**headers, **made})
    carried = OpenApi.get_authorization(request, "ACS3-HMAC-SHA256", digest, key, secret)
    sent = [*moved.items(), *query.items()]
    pick.shuffle(sent)
    return {
        "recipe": "acs3",
        "credentials": {"access_key_id": key, "access_key_secret": secret},
        "now": now,
        "given": {"nonce": nonce},
        "method": method,
        "url": f"https://{host}{path}",
        "query": sent,
        "headers": list(headers.items()),
        "body": body,
        "authorization": carried,
    }


def tls_claims(signature):
    """What a UserSig says, by the package's own alphabet."""
    return json.loads(zlib.decompress(usersig.base64_decode_url(signature.encode())))


def tls_sign(app, key, identifier, now, expire):
    with mock.patch.object(time, "time", lambda: now):
        return tls_claims(usersig.TLSSigAPIv2(app, key).gen_sig(identifier, expire))


def user_sig(pick):
    """Tencent's UserSig; packed texts differ with the packer, so the claims are compared."""
    app, key, identifier = pick.randrange(1 << 32), text(pick) + word(pick), text(pick)
    now, expire = pick.randrange(4_102_444_800), pick.randrange(1, 180 * 86400)
    claims = tls_sign(app, key, identifier, now, expire)
    return {
        "recipe": "usersig",
        "credentials": {"sdk_app_id": str(app), "identifier": identifier, "secret_key": key},
        "now": str(now),
        "given": {"expire": str(expire)},
        "method": "POST",
        "url": "https://console.tim.qq.com/v4/openconfigsvr/getappinfo",
        "expect": {"sig": claims["TLS.sig"]},
        "claims": claims,
    }


KINDS = {"rpc_v1": rpc_v1, "acs3": acs3, "usersig": user_sig}


def ask(folder):
    """Writes requests with their signatures."""
    for number, (name, make) in enumerate(KINDS.items()):
        pick = random.Random(20261122 + number)
        lines = [json.dumps(make(pick), ensure_ascii=False) + "\n" for _ in range(COUNT)]
        pathlib.Path(folder, f"{name}.jsonl").write_text("".join(lines), encoding="utf-8", newline="")


def pairs(query):
    """Percent-encoding alone: a plus sign stands for itself."""
    found = [pair.partition("=") for pair in query.split("&") if pair]
    return {urllib.parse.unquote(name): urllib.parse.unquote(value) for name, _, value in found}


def check_rpc_v1(sent, url):
    found = pairs(url.query)
    assert len(found) == url.query.count("&") + 1, "a parameter came twice"
    assert found["AccessKeyId"] == sent["credentials"]["access_key_id"]
    signature = found.pop("Signature")
    assert signature == OpenApi.get_rpcsignature(found, sent["method"], sent["credentials"]["access_key_secret"])


def check_acs3(sent, url):
    headers = {**sent["headers"], "host": url.netloc}
    carried, key = headers["authorization"], sent["credentials"]["access_key_id"]
    signed = carried.split("SignedHeaders=")[1].split(",")[0].split(";")
    assert all(name in signed for name in headers if name.startswith("x-acs-")), signed
    chosen = {name: headers[name] for name in signed}
    assert headers["x-acs-content-sha256"] == hashlib.sha256(sent["body"].encode()).hexdigest()
    request = types.SimpleNamespace(method=sent["method"], pathname=url.path, query=pairs(url.query), headers=chosen)
    secret = sent["credentials"]["access_key_secret"]
    payload = headers["x-acs-content-sha256"]
    assert carried == OpenApi.get_authorization(request, "ACS3-HMAC-SHA256", payload, key, secret)


def check_usersig(sent, url):
    found, credentials = pairs(url.query), sent["credentials"]
    claims = tls_claims(found["usersig"])
    app, identifier = int(credentials["sdk_app_id"]), credentials["identifier"]
    assert (found["sdkappid"], found["identifier"]) == (str(app), identifier)
    now, expire = claims["TLS.time"], claims["TLS.expire"]
    assert abs(now - time.time()) < 600, "signed with another clock"
    assert claims == tls_sign(app, credentials["secret_key"], identifier, now, expire)


def check(folder):
    """Signs again what clients would have sent."""
    for name in KINDS:
        lines = pathlib.Path(folder, f"sent_{name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        assert len(lines) == COUNT, f"{name}: {len(lines)} requests"
        for line in lines:
            sent = json.loads(line)
            try:
                globals()[f"check_{name}"](sent, urllib.parse.urlsplit(sent["url"]))
            except AssertionError as error:
                sys.exit(f"{name}: the vendor's package signs another way: {error}\n{line}")
        print(f"{name}: the vendor's package agrees with {len(lines)} requests of the client")


if __name__ == "__main__":
    {"ask": ask, "check": check}[sys.argv[1]](sys.argv[2])
