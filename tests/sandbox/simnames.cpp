// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/simnames.h"

#include "sandbox/world.h"

#include <iterator>

namespace watchfloor::sandbox {

namespace {

template<size_t N>
QString word(const char *const (&words)[N], quint64 choice)
{
    return QString::fromUtf8(words[choice % N]);
}

constexpr const char *AgentNames[] = {
    "Lea Lindqvist",
    "Łukasz Wiśniewski",
    "Élodie Faure",
    "Jane Kim",
    "佐藤 美咲",
    "محمد العلي",
    "Jane Kim",
    "O'Brien, \"Bob\" <b>bold</b> & co",
    "Björn Þorsteinsson",
    "Σοφία Παπαδοπούλου",
    "Anaïs Brûlé",
    "Иван Петров",
    "Nguyễn Thị Hạnh",
    "José Ñandú",
    "Zoë van der Merwe",
    "נועה כהן",
    "Ayşe Yılmaz",
    "Priya Raghunathan",
    "김서연",
    "Chukwuemeka Okonkwo",
    "Mária Kovácsová",
    "Ångström Öhman",
    "王小明",
    "Fatima Zahra Benali",
    "Seán Ó Súilleabháin",
    "Inês Gonçalves",
    "Dvořák Jiří",
    "Amara Diallo",
    "Rūta Kazlauskaitė",
    "Ho Xuan-Mai",
    "Giulia D'Angelo",
    "Emre Çelik",
    "Tomás Muñoz",
    "Saoirse Walsh",
    "Mikołaj Żak",
    "Deniz Öztürk",
    "Aroha Ngata",
    "Karl-Heinz Groß",
    "Nina Kovač",
    "Abdul-Rahman ibn Yusuf al-Khwarizmi-Testname",
};
constexpr const char *FirstNames[] = {"Ada",    "Bruno", "Chiara", "Dmitri", "Ewa",   "Farid",
                                      "Gwen",   "Hana",  "Ivo",    "Jonas",  "Kofi",  "Lucía",
                                      "Maëlle", "Nils",  "Olga",   "Paweł",  "Quynh", "Rania",
                                      "Šimon",  "Tariq", "Ulla",   "Vera",   "Wei",   "Yuki"};
constexpr const char *LastNames[] = {"Andersson", "Bianchi",  "Castro",  "Dubois", "Ekwueme",
                                     "Fischer",   "García",   "Haddad",  "Ito",    "Jansen",
                                     "Kowalski",  "Lindgren", "Müller",  "Novák",  "Okafor",
                                     "Popescu",   "Rossi",    "Schmidt", "Tanaka", "Ueda"};
constexpr const char *Countries[] = {"DE", "FR", "PL", "US", "GB", "IN", "JP", "BR", "SE", "AE"};
constexpr const char *Browsers[] = {"Firefox 128", "Chrome 126", "Safari 17", "Edge 125"};
constexpr const char *Systems[] = {"Linux", "Windows 11", "macOS 14", "Android 14", "iOS 17"};
constexpr const char *Devices[] = {"desktop", "mobile", "tablet"};
constexpr const char *Good[] = {"", "Great, thank you!", "Schnell und freundlich",
                                "", "très bien",         "👍"};
constexpr const char *Bad[] = {"", "Nobody answered for an hour", "Still broken.", "=1+1 is not 3",
                               ""};
constexpr const char *Incoming[] = {
    "Hello, where is my order?",
    "I cannot log in any more.",
    "Danke, das hilft!",
    "Bonjour, j'ai une question sur ma facture.",
    "Is anybody there?",
    "It says error 42.",
    "<script>alert('x')</script>",
    "=HYPERLINK(\"http://example.test\")",
    "مرحبا، أحتاج إلى مساعدة",
    "ご連絡ありがとうございます",
    "Thanks!",
    "The parcel arrived damaged, see the photo.",
};
constexpr const char *Answers[] = {
    "Thank you for your patience, I am looking into it.",
    "Could you tell me your order number?",
    "I have sent the invoice again.",
    "That is fixed now, please try once more.",
    "Gerne, einen Moment bitte.",
    "Is there anything else I can do?",
};
constexpr const char *Notes[] = {"Called the warehouse.", "Customer was angry, be kind.",
                                 "See ticket 4711", "Waiting for finance"};
constexpr const char *Topics[] = {"Delivery", "Invoice", "Account", "Returns", "Product"};
constexpr const char *Subtopics[] = {"Late",    "Wrong amount", "Password",
                                     "Damaged", "Question",     "Other"};

} // namespace

QString agentName(int index)
{
    constexpr int known = int(std::size(AgentNames));
    if (index < known)
        return QString::fromUtf8(AgentNames[index]);
    const auto n = static_cast<quint64>(index);
    return word(FirstNames, n) + QLatin1Char(' ') + word(LastNames, n / 7 + n) + QLatin1Char(' ') +
           QString::number(index);
}

QString mailName(int index)
{
    return QStringLiteral("agent%1@support.example.test").arg(index, 3, 10, QLatin1Char('0'));
}

Contact inventedContact(quint64 index)
{
    Random random(index);
    Contact c;
    c.name = word(FirstNames, random.bits()) + QLatin1Char(' ') + word(LastNames, random.bits());
    c.email = QStringLiteral("customer%1@mail.example.test").arg(index % 1'000'000'007);
    c.phone = QStringLiteral("+4930%1").arg(random.between(1'000'000, 9'999'999));
    c.country = word(Countries, random.bits());
    c.ip = QStringLiteral("203.0.113.%1").arg(random.between(1, 254));
    c.browser = word(Browsers, random.bits());
    c.os = word(Systems, random.bits());
    c.device = word(Devices, random.bits());
    c.instagram = QStringLiteral("insta_%1").arg(random.between(10'000, 99'999));
    return c;
}

QString csatFeedback(quint64 choice, int rating)
{
    return rating >= 4 ? word(Good, choice) : word(Bad, choice);
}

QString incomingText(quint64 choice)
{
    return word(Incoming, choice);
}
QString answerText(quint64 choice)
{
    return word(Answers, choice);
}
QString noteText(quint64 choice)
{
    return word(Notes, choice);
}
QString topicOf(quint64 choice)
{
    return word(Topics, choice);
}
QString subtopicOf(quint64 choice)
{
    return word(Subtopics, choice);
}

QString World::text(const Conversation &c, const Message &m) const
{
    const quint64 choice = Random::mixed(static_cast<quint64>(m.number));
    switch (m.kind) {
    case MessageKind::Incoming:
        return incomingText(choice);
    case MessageKind::Activity:
        return QStringLiteral("Conversation %1 was changed").arg(c.id);
    case MessageKind::Template:
        return QStringLiteral("Please rate the conversation");
    case MessageKind::Outgoing:
        break;
    }
    return m.isPrivate ? noteText(choice) : answerText(choice);
}

} // namespace watchfloor::sandbox
