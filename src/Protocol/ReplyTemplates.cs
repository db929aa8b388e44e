namespace CareConnect.Protocol;

/// <summary>GET /api/reply-templates, for staff: the clinic's short replies in their order.</summary>
public sealed record ReplyTemplates(ReplyTemplate[] Items);

/// <summary>A short reply that is kept ready. <c>{name}</c> in a text stands for the patient's first name, which the device fills in.</summary>
public sealed record ReplyTemplate(Guid Id, string TitleEn, string TextEn, string TitleEs, string TextEs);
