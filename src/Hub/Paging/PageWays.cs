using CareConnect.Hub.Paging.Ways;
using CareConnect.Hub.Paging.WebPush;

namespace CareConnect.Hub.Paging;

/// <summary>The ways that this clinic has set up. Any other does not exist: nothing pretends to send.</summary>
internal sealed class PageWays
{
    private readonly Dictionary<PageWay, IPageWay> all = [];

    public PageWays(PagingSettings settings, PushKeys keys, PageHttp http, TimeProvider clock)
    {
        if (settings.Push is { } push) Add(new WebPushWay(push, keys, http, clock));
        if (settings.Mail is { } mail) Add(new MailWay(mail, settings.Address!, clock));
        if (settings.Sms is { } sms) Add(new WebhookWay(PageWay.Sms, sms, http));
        if (settings.Voice is { } voice) Add(new WebhookWay(PageWay.Voice, voice, http));
    }

    public IPageWay? Find(PageWay way) => all.GetValueOrDefault(way);

    private void Add(IPageWay way) => all.Add(way.Way, way);
}
