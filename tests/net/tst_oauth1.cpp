// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httprequest.h"
#include "backend/net/oauth1.h"

#include <QTest>

using namespace watchfloor;
using oauth1::Credentials;
using oauth1::Method;
using oauth1::Parameters;

namespace {

Credentials credentials(const char *key, const char *secret, const char *token,
                        const char *tokenSecret)
{
    Credentials all;
    all.consumerKey = key;
    all.consumerSecret = secret;
    all.token = token;
    all.tokenSecret = tokenSecret;
    return all;
}

Parameters oauthOf(const Credentials &all, const char *nonce, const char *timestamp,
                   const Parameters &more, const char *method = "HMAC-SHA1")
{
    return Parameters{{"oauth_consumer_key", all.consumerKey},
                      {"oauth_token", all.token},
                      {"oauth_signature_method", method},
                      {"oauth_timestamp", timestamp},
                      {"oauth_nonce", nonce}} +
           more;
}

const char *const photos = "http://photos.example.net/photos?file=vacation.jpg&size=original";
const char *const keyMetrics =
    "https://va.agentmanagerworkspace.example.net/manager_workspace/api/account/12345678/metrics"
    "?offset=0&limit=50&sort=closedConversations:desc";
const char *const keyMetricsBase =
    "POST&https%3A%2F%2Fva.agentmanagerworkspace.example.net%2Fmanager_workspace%2Fapi%2Faccount"
    "%2F12345678%2Fmetrics&limit%3D50%26oauth_consumer_key%3D0123456789abcdef0123456789abcdef%26"
    "oauth_nonce%3Dc1c04ec4-3125-44cf-9c39-cccb9343541b%26oauth_signature_method%3DHMAC-SHA1%26"
    "oauth_timestamp%3D1591955386%26oauth_token%3Dfedcba9876543210fedcba9876543210%26"
    "oauth_version%3D1.0%26offset%3D0%26sort%3DclosedConversations%253Adesc";
const char *const reservedUrl =
    "https://h.example.net/messaging_history/api/account/1/conversations/search"
    "?source=LP%20Dash%2B1";

} // namespace

class TestOAuth1 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectors_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<Credentials>("all");
        QTest::addColumn<Parameters>("oauth");
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<bool>("sha256");
        QTest::addColumn<QByteArray>("base"); // empty = not written down
        QTest::addColumn<QByteArray>("expected");
        const Parameters version{{"oauth_version", "1.0"}};
        const auto row = [](const char *name, const char *verb, const char *url,
                            const Credentials &all, const Parameters &oauth, const char *form,
                            bool sha256, const char *base, const char *expected) {
            QTest::newRow(name) << QByteArray(verb) << QByteArray(url) << all << oauth
                                << QByteArray(form) << sha256 << QByteArray(base)
                                << QByteArray(expected);
        };
        const Credentials core = credentials("dpf43f3p2l4k3l03", "kd94hf93k423kf44",
                                             "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00");
        row("V1", "GET", photos, core, oauthOf(core, "kllo9940pd9333jh", "1191242096", version), "",
            false, "", "tR3+Ty81lMeYAr/Fid0kMTYa/WM=");
        row("V2", "GET", photos, core, oauthOf(core, "chapoH", "137131202", {}), "", false, "",
            "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
        const Credentials temporary = credentials("dpf43f3p2l4k3l03", "kd94hf93k423kf44",
                                                  "hh5s93j4hdidpola", "hdhd0244k9j7ao03");
        row("V3", "POST", "https://photos.example.net/token", temporary,
            oauthOf(temporary, "walatlh", "137131201", {{"oauth_verifier", "hfdp7dh39dks9884"}}),
            "", false, "", "gKgrFCywp7rO0OXSjdot/IHF7IU=");
        const Credentials rfc =
            credentials("9djdj82h48djs9d2", "j49sk3j29djd", "kkk9d7dh3k39sjv7", "dh893hdasih9");
        row("V4", "POST", "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b", rfc,
            oauthOf(rfc, "7d8f3e4a", "137131201", {}), "c2&a3=2+q", false,
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D"
            "%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce"
            "%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26"
            "oauth_token%3Dkkk9d7dh3k39sjv7",
            "r6/TJjbCOr97/+UU0NsvSne7s5g=");
        const Credentials bird =
            credentials("xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                        "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                        "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");
        row("V5", "POST", "https://api.twitter.com/1/statuses/update.json?include_entities=true",
            bird,
            oauthOf(bird, "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", "1318622958", version),
            "status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21", false,
            "", "tnnArxj06cWHq44gCs1OSKk/jLY=");
        const Credentials ours = credentials("0123456789abcdef0123456789abcdef", "appsecret0001",
                                             "fedcba9876543210fedcba9876543210", "tokensecret0001");
        const char *nonce = "c1c04ec4-3125-44cf-9c39-cccb9343541b";
        row("V6", "POST", keyMetrics, ours, oauthOf(ours, nonce, "1591955386", version), "", false,
            keyMetricsBase, "HEzu5y6CW5+dAvdnDbzPiHrHoYI=");
        row("V6b", "POST", keyMetrics, ours,
            oauthOf(ours, nonce, "1591955386", version, "HMAC-SHA256"), "", true, "",
            "Wa444P5XeCLNycEC4LJj/A1VU3psZcmK0luWitvLF/M=");
        const Credentials reserved = credentials("ck", "a&b", "tk", "c%d/\xc3\xa9");
        row("V7", "POST", reservedUrl, reserved, oauthOf(reserved, "n", "1", version), "", false,
            "", "aZqOCKHe9JDgvAxTjukaoXd7CR0=");
    }

    void vectors()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, url);
        QFETCH(Credentials, all);
        QFETCH(Parameters, oauth);
        QFETCH(QByteArray, form);
        QFETCH(bool, sha256);
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, expected);
        const QUrl address = QUrl::fromEncoded(url, QUrl::StrictMode);
        QCOMPARE(address.toEncoded(), url);
        const QByteArray text = oauth1::baseString(verb, address, oauth, oauth1::decoded(form));
        if (!base.isEmpty())
            QCOMPARE(text, base);
        const Method method = sha256 ? Method::HmacSha256 : Method::HmacSha1;
        QCOMPARE(oauth1::signature(text, all, method), expected);
    }

    /// The whole header of V6, with the signature percent-encoded.
    void header()
    {
        const Credentials ours = credentials("0123456789abcdef0123456789abcdef", "appsecret0001",
                                             "fedcba9876543210fedcba9876543210", "tokensecret0001");
        const QByteArray header =
            oauth1::authorization("POST", QUrl::fromEncoded(keyMetrics, QUrl::StrictMode), ours,
                                  "c1c04ec4-3125-44cf-9c39-cccb9343541b", 1'591'955'386'999);
        QCOMPARE(header,
                 QByteArray("OAuth oauth_consumer_key=\"0123456789abcdef0123456789abcdef\", "
                            "oauth_nonce=\"c1c04ec4-3125-44cf-9c39-cccb9343541b\", "
                            "oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1591955386\", "
                            "oauth_token=\"fedcba9876543210fedcba9876543210\", "
                            "oauth_version=\"1.0\", "
                            "oauth_signature=\"HEzu5y6CW5%2BdAvdnDbzPiHrHoYI%3D\""));
    }

    void addressAsItIsSent_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("default port")
            << "https://H.Example.net:443/p" << QByteArray("https://h.example.net/p");
        QTest::newRow("other port")
            << "http://127.0.0.1:8082/p" << QByteArray("http://127.0.0.1:8082/p");
        QTest::newRow("no path") << "https://h.example.net" << QByteArray("https://h.example.net/");
        QTest::newRow("encoded path")
            << "https://h.example.net/a%2Fb" << QByteArray("https://h.example.net/a%2Fb");
    }

    void addressAsItIsSent()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, expected);
        const QByteArray base = oauth1::baseString("get", QUrl(url), {});
        QCOMPARE(base, "GET&" + oauth1::encoded(expected) + '&');
    }

    /// What urlBelow() builds is what is signed: no byte is left for Qt to change.
    void addressesOfOurs()
    {
        const QUrl url =
            urlBelow(QUrl(QStringLiteral("https://va.agentmanagerworkspace.example.net")),
                     QStringLiteral("/manager_workspace/api/account/12345678/metrics"),
                     {{QStringLiteral("offset"), QStringLiteral("0")},
                      {QStringLiteral("source"), QStringLiteral("LP Dash+1")},
                      {QStringLiteral("sort"), QStringLiteral("closedConversations:desc")}});
        const QByteArray bytes = url.toEncoded();
        QVERIFY(bytes.endsWith("?offset=0&source=LP%20Dash%2B1&sort=closedConversations%3Adesc"));
        QCOMPARE(QUrl::fromEncoded(bytes, QUrl::StrictMode).toEncoded(), bytes);
        const QByteArray base = oauth1::baseString("GET", url, {});
        QVERIFY2(base.contains("source%3DLP%2520Dash%252B1"), base);
        QVERIFY(base.contains("sort%3DclosedConversations%253Adesc"));
    }

    void nonces()
    {
        QVERIFY(oauth1::newNonce() != oauth1::newNonce());
        QVERIFY(oauth1::newNonce().size() >= 32);
    }
};

QTEST_GUILESS_MAIN(TestOAuth1)
#include "tst_oauth1.moc"
