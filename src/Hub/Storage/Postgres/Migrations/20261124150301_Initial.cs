using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CareConnect.Hub.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    coveredby = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accesslog",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    circle = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accesslog", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    person = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    createdat = table.Column<long>(type: "bigint", nullable: false),
                    username = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalizedusername = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    normalizedemail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    emailconfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    passwordhash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    securitystamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    concurrencystamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phonenumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phonenumberconfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    twofactorenabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockoutend = table.Column<long>(type: "bigint", nullable: true),
                    lockoutenabled = table.Column<bool>(type: "boolean", nullable: false),
                    accessfailedcount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cards",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cards", x => new { x.person, x.number });
                });

            migrationBuilder.CreateTable(
                name: "circlemembers",
                columns: table => new
                {
                    circle = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    principal = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<int>(type: "integer", nullable: false),
                    isteam = table.Column<bool>(type: "boolean", nullable: false),
                    custodian = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circlemembers", x => new { x.circle, x.principal });
                });

            migrationBuilder.CreateTable(
                name: "circles",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    newest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    last = table.Column<long>(type: "bigint", nullable: false),
                    lasthash = table.Column<byte[]>(type: "bytea", nullable: false),
                    messages = table.Column<long>(type: "bigint", nullable: false),
                    lastmessageat = table.Column<long>(type: "bigint", nullable: false),
                    stale = table.Column<bool>(type: "boolean", nullable: false),
                    cannotopen = table.Column<bool>(type: "boolean", nullable: false),
                    patient = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    alert = table.Column<Guid>(type: "uuid", nullable: true),
                    plan = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    createdat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_circles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clinic",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    timezone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    circle = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    demo = table.Column<bool>(type: "boolean", nullable: false),
                    setupcodehash = table.Column<byte[]>(type: "bytea", nullable: true),
                    founder = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clinic", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contactchecks",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startedat = table.Column<long>(type: "bigint", nullable: false),
                    sends = table.Column<int>(type: "integer", nullable: false),
                    sendssince = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contactchecks", x => x.person);
                });

            migrationBuilder.CreateTable(
                name: "contactmethods",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    way = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<byte[]>(type: "bytea", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    addedat = table.Column<long>(type: "bigint", nullable: false),
                    verifiedat = table.Column<long>(type: "bigint", nullable: true),
                    checkedat = table.Column<long>(type: "bigint", nullable: true),
                    goneat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contactmethods", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "copies",
                columns: table => new
                {
                    circle = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    principal = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_copies", x => new { x.circle, x.principal, x.epoch });
                });

            migrationBuilder.CreateTable(
                name: "dataprotectionkeys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendlyname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    xml = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dataprotectionkeys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entries",
                columns: table => new
                {
                    circle = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    manifest = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    device = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    messageid = table.Column<byte[]>(type: "bytea", nullable: true),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entries", x => new { x.circle, x.number });
                });

            migrationBuilder.CreateTable(
                name: "keyrings",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_keyrings", x => x.person);
                });

            migrationBuilder.CreateTable(
                name: "oncalloverrides",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    madeby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    madeat = table.Column<long>(type: "bigint", nullable: false),
                    swap = table.Column<Guid>(type: "uuid", nullable: true),
                    removedby = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    removedat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oncalloverrides", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "oncallpolicies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    steps = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    last = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lastseconds = table.Column<int>(type: "integer", nullable: false),
                    removed = table.Column<bool>(type: "boolean", nullable: false),
                    changedby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    changedat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oncallpolicies", x => new { x.id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "oncallschedules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    timezone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rotations = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    removed = table.Column<bool>(type: "boolean", nullable: false),
                    changedby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    changedat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oncallschedules", x => new { x.id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "oncallswaps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    schedule = table.Column<Guid>(type: "uuid", nullable: false),
                    asker = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    givesfrom = table.Column<long>(type: "bigint", nullable: false),
                    givesuntil = table.Column<long>(type: "bigint", nullable: false),
                    other = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    takesfrom = table.Column<long>(type: "bigint", nullable: false),
                    takesuntil = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    askedat = table.Column<long>(type: "bigint", nullable: false),
                    endedat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oncallswaps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "opened",
                columns: table => new
                {
                    circle = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    messages = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opened", x => new { x.circle, x.person });
                });

            migrationBuilder.CreateTable(
                name: "pages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    alert = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    way = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    method = table.Column<Guid>(type: "uuid", nullable: false),
                    drill = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    writtenat = table.Column<long>(type: "bigint", nullable: false),
                    changedat = table.Column<long>(type: "bigint", nullable: false),
                    dueat = table.Column<long>(type: "bigint", nullable: false),
                    leaseuntil = table.Column<long>(type: "bigint", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pushkey",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    @private = table.Column<byte[]>(name: "private", type: "bytea", nullable: false),
                    @public = table.Column<byte[]>(name: "public", type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pushkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recordreads",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recordreads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "replytemplates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    titleen = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    texten = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    titlees = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    textes = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replytemplates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    chain = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    refusal = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => new { x.person, x.chain, x.refusal });
                });

            migrationBuilder.CreateTable(
                name: "teamattributes",
                columns: table => new
                {
                    team = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    care = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    proposedname = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teamattributes", x => x.team);
                });

            migrationBuilder.CreateTable(
                name: "wraps",
                columns: table => new
                {
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_wraps", x => new { x.person, x.position });
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record = table.Column<Guid>(type: "uuid", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    raisedat = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    contactby = table.Column<long>(type: "bigint", nullable: true),
                    room = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closedat = table.Column<long>(type: "bigint", nullable: true),
                    disposition = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    followupowner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    followupon = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alerts", x => x.id);
                    table.ForeignKey(
                        name: "fk_alerts_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "aspnetuserclaims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    userid = table.Column<Guid>(type: "uuid", nullable: false),
                    claimtype = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimvalue = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetuserclaims", x => x.id);
                    table.ForeignKey(
                        name: "fk_aspnetuserclaims_accounts_userid",
                        column: x => x.userid,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aspnetuserlogins",
                columns: table => new
                {
                    loginprovider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    providerkey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    providerdisplayname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    userid = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetuserlogins", x => new { x.loginprovider, x.providerkey });
                    table.ForeignKey(
                        name: "fk_aspnetuserlogins_accounts_userid",
                        column: x => x.userid,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "aspnetusertokens",
                columns: table => new
                {
                    userid = table.Column<Guid>(type: "uuid", nullable: false),
                    loginprovider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aspnetusertokens", x => new { x.userid, x.loginprovider, x.name });
                    table.ForeignKey(
                        name: "fk_aspnetusertokens_accounts_userid",
                        column: x => x.userid,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "caretasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    origin = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_caretasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_caretasks_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tokenhash = table.Column<byte[]>(type: "bytea", nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    steward = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    inviter = table.Column<Guid>(type: "uuid", nullable: false),
                    createdat = table.Column<long>(type: "bigint", nullable: false),
                    expiresat = table.Column<long>(type: "bigint", nullable: false),
                    joinedat = table.Column<long>(type: "bigint", nullable: true),
                    tag = table.Column<byte[]>(type: "bytea", nullable: true),
                    confirmedat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_invitations_accounts_inviter",
                        column: x => x.inviter,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "oncallfeeds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    tokenhash = table.Column<byte[]>(type: "bytea", nullable: false),
                    mine = table.Column<bool>(type: "boolean", nullable: false),
                    madeat = table.Column<long>(type: "bigint", nullable: false),
                    revokedat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_oncallfeeds", x => x.id);
                    table.ForeignKey(
                        name: "fk_oncallfeeds_accounts_account",
                        column: x => x.account,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "patientcontacts",
                columns: table => new
                {
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    phone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    changedat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patientcontacts", x => x.record);
                    table.ForeignKey(
                        name: "fk_patientcontacts_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "queueitems",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    circle = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    team = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: false),
                    claimby = table.Column<long>(type: "bigint", nullable: false),
                    contactby = table.Column<long>(type: "bigint", nullable: false),
                    reasons = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    packversion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    signals = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimedat = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lowering = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_queueitems", x => x.id);
                    table.ForeignKey(
                        name: "fk_queueitems_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "risklevels",
                columns: table => new
                {
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risklevels", x => new { x.record, x.number });
                    table.ForeignKey(
                        name: "fk_risklevels_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "rulepacks",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    timezone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    inforcefrom = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rulepacks", x => x.number);
                    table.ForeignKey(
                        name: "fk_rulepacks_accounts_by",
                        column: x => x.by,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    accountid = table.Column<Guid>(type: "uuid", nullable: false),
                    createdat = table.Column<long>(type: "bigint", nullable: false),
                    endedat = table.Column<long>(type: "bigint", nullable: true),
                    device = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_accounts_accountid",
                        column: x => x.accountid,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sittings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    begun = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    begunat = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    leftat = table.Column<long>(type: "bigint", nullable: false),
                    endedat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sittings", x => x.id);
                    table.ForeignKey(
                        name: "fk_sittings_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "vouches",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vouches", x => x.name);
                    table.ForeignKey(
                        name: "fk_vouches_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contactcodes",
                columns: table => new
                {
                    method = table.Column<Guid>(type: "uuid", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    expiresat = table.Column<long>(type: "bigint", nullable: false),
                    wrong = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contactcodes", x => x.method);
                    table.ForeignKey(
                        name: "fk_contactcodes_contactmethods_method",
                        column: x => x.method,
                        principalTable: "contactmethods",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "alertevents",
                columns: table => new
                {
                    alert = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    detail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    call = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alertevents", x => new { x.alert, x.number });
                    table.ForeignKey(
                        name: "fk_alertevents_alerts_alert",
                        column: x => x.alert,
                        principalTable: "alerts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "alerttimers",
                columns: table => new
                {
                    alert = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dueat = table.Column<long>(type: "bigint", nullable: false),
                    wait = table.Column<long>(type: "bigint", nullable: false),
                    leaseuntil = table.Column<long>(type: "bigint", nullable: true),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alerttimers", x => x.alert);
                    table.ForeignKey(
                        name: "fk_alerttimers_alerts_alert",
                        column: x => x.alert,
                        principalTable: "alerts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "drills",
                columns: table => new
                {
                    alert = table.Column<Guid>(type: "uuid", nullable: false),
                    startedby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startedat = table.Column<long>(type: "bigint", nullable: false),
                    takenby = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    takenat = table.Column<long>(type: "bigint", nullable: false),
                    reachedat = table.Column<long>(type: "bigint", nullable: false),
                    endedat = table.Column<long>(type: "bigint", nullable: false),
                    steps = table.Column<int>(type: "integer", nullable: false),
                    ways = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drills", x => x.alert);
                    table.ForeignKey(
                        name: "fk_drills_alerts_alert",
                        column: x => x.alert,
                        principalTable: "alerts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "caretaskevents",
                columns: table => new
                {
                    task = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    to = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_caretaskevents", x => new { x.task, x.number });
                    table.ForeignKey(
                        name: "fk_caretaskevents_caretasks_task",
                        column: x => x.task,
                        principalTable: "caretasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "emergencycontacts",
                columns: table => new
                {
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    relation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    maycall = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emergencycontacts", x => new { x.record, x.place });
                    table.ForeignKey(
                        name: "fk_emergencycontacts_patientcontacts_record",
                        column: x => x.record,
                        principalTable: "patientcontacts",
                        principalColumn: "record",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "queueevents",
                columns: table => new
                {
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    detail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    team = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    to = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_queueevents", x => new { x.item, x.number });
                    table.ForeignKey(
                        name: "fk_queueevents_queueitems_item",
                        column: x => x.item,
                        principalTable: "queueitems",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "triagedecisions",
                columns: table => new
                {
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    packversion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    timezone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    signals = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    claimedat = table.Column<long>(type: "bigint", nullable: true),
                    lowering = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: false),
                    claimby = table.Column<long>(type: "bigint", nullable: false),
                    contactby = table.Column<long>(type: "bigint", nullable: false),
                    reasons = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triagedecisions", x => new { x.item, x.number });
                    table.ForeignKey(
                        name: "fk_triagedecisions_queueitems_item",
                        column: x => x.item,
                        principalTable: "queueitems",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "questionnaireresults",
                columns: table => new
                {
                    sitting = table.Column<Guid>(type: "uuid", nullable: false),
                    instrument = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    complete = table.Column<bool>(type: "boolean", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: true),
                    level = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ashigh = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_questionnaireresults", x => new { x.sitting, x.instrument });
                    table.ForeignKey(
                        name: "fk_questionnaireresults_accounts_record",
                        column: x => x.record,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_questionnaireresults_sittings_sitting",
                        column: x => x.sitting,
                        principalTable: "sittings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sittinganswers",
                columns: table => new
                {
                    sitting = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<int>(type: "integer", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sittinganswers", x => new { x.sitting, x.number });
                    table.ForeignKey(
                        name: "fk_sittinganswers_sittings_sitting",
                        column: x => x.sitting,
                        principalTable: "sittings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_absences_person_until",
                table: "absences",
                columns: new[] { "person", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_absences_until",
                table: "absences",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_accesslog_circle",
                table: "accesslog",
                column: "circle");

            migrationBuilder.CreateIndex(
                name: "emailindex",
                table: "accounts",
                column: "normalizedemail");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_person",
                table: "accounts",
                column: "person",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "usernameindex",
                table: "accounts",
                column: "normalizedusername",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_alertevents_call",
                table: "alertevents",
                column: "call");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_closedat",
                table: "alerts",
                column: "closedat");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_open",
                table: "alerts",
                column: "record",
                unique: true,
                filter: "State <> 'closed'");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_state",
                table: "alerts",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_aspnetuserclaims_userid",
                table: "aspnetuserclaims",
                column: "userid");

            migrationBuilder.CreateIndex(
                name: "ix_aspnetuserlogins_userid",
                table: "aspnetuserlogins",
                column: "userid");

            migrationBuilder.CreateIndex(
                name: "ix_cards_name",
                table: "cards",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_caretasks_origin_kind",
                table: "caretasks",
                columns: new[] { "origin", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_caretasks_record_state",
                table: "caretasks",
                columns: new[] { "record", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_caretasks_state_owner",
                table: "caretasks",
                columns: new[] { "state", "owner" });

            migrationBuilder.CreateIndex(
                name: "ix_circlemembers_principal",
                table: "circlemembers",
                column: "principal");

            migrationBuilder.CreateIndex(
                name: "ix_circles_alert",
                table: "circles",
                column: "alert",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_circles_patient",
                table: "circles",
                column: "patient");

            migrationBuilder.CreateIndex(
                name: "ix_circles_plan",
                table: "circles",
                column: "patient",
                unique: true,
                filter: "Plan");

            migrationBuilder.CreateIndex(
                name: "ix_contactmethods_person",
                table: "contactmethods",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "ix_drills_startedat",
                table: "drills",
                column: "startedat");

            migrationBuilder.CreateIndex(
                name: "ix_entries_device_messageid",
                table: "entries",
                columns: new[] { "device", "messageid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_entries_manifest",
                table: "entries",
                column: "manifest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitations_inviter",
                table: "invitations",
                column: "inviter");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_tokenhash",
                table: "invitations",
                column: "tokenhash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_oncallfeeds_account",
                table: "oncallfeeds",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_oncallfeeds_tokenhash",
                table: "oncallfeeds",
                column: "tokenhash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_oncalloverrides_ahead",
                table: "oncalloverrides",
                column: "until",
                filter: "RemovedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_oncallswaps_state",
                table: "oncallswaps",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_pages_alert_round_step_person_way_method",
                table: "pages",
                columns: new[] { "alert", "round", "step", "person", "way", "method" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pages_waiting",
                table: "pages",
                columns: new[] { "way", "drill", "dueat" },
                filter: "State = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_questionnaireresults_record_instrument_at",
                table: "questionnaireresults",
                columns: new[] { "record", "instrument", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_queueitems_circle_id",
                table: "queueitems",
                columns: new[] { "circle", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_queueitems_open",
                table: "queueitems",
                column: "circle",
                unique: true,
                filter: "State <> 'closed'");

            migrationBuilder.CreateIndex(
                name: "ix_queueitems_openalone",
                table: "queueitems",
                column: "record",
                unique: true,
                filter: "Circle IS NULL AND State <> 'closed'");

            migrationBuilder.CreateIndex(
                name: "ix_queueitems_record_state",
                table: "queueitems",
                columns: new[] { "record", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_queueitems_state_claimby",
                table: "queueitems",
                columns: new[] { "state", "claimby" });

            migrationBuilder.CreateIndex(
                name: "ix_queueitems_team_state",
                table: "queueitems",
                columns: new[] { "team", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_recordreads_record_at",
                table: "recordreads",
                columns: new[] { "record", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_rulepacks_by",
                table: "rulepacks",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_rulepacks_version",
                table: "rulepacks",
                column: "version",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_accountid",
                table: "sessions",
                column: "accountid");

            migrationBuilder.CreateIndex(
                name: "ix_sittings_open",
                table: "sittings",
                columns: new[] { "record", "begun" },
                unique: true,
                filter: "State = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_sittings_state_leftat",
                table: "sittings",
                columns: new[] { "state", "leftat" });

            migrationBuilder.CreateIndex(
                name: "ix_triagedecisions_at",
                table: "triagedecisions",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_vouches_person",
                table: "vouches",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "ix_vouches_record",
                table: "vouches",
                column: "record");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "accesslog");

            migrationBuilder.DropTable(
                name: "alertevents");

            migrationBuilder.DropTable(
                name: "alerttimers");

            migrationBuilder.DropTable(
                name: "aspnetuserclaims");

            migrationBuilder.DropTable(
                name: "aspnetuserlogins");

            migrationBuilder.DropTable(
                name: "aspnetusertokens");

            migrationBuilder.DropTable(
                name: "cards");

            migrationBuilder.DropTable(
                name: "caretaskevents");

            migrationBuilder.DropTable(
                name: "circlemembers");

            migrationBuilder.DropTable(
                name: "circles");

            migrationBuilder.DropTable(
                name: "clinic");

            migrationBuilder.DropTable(
                name: "contactchecks");

            migrationBuilder.DropTable(
                name: "contactcodes");

            migrationBuilder.DropTable(
                name: "copies");

            migrationBuilder.DropTable(
                name: "dataprotectionkeys");

            migrationBuilder.DropTable(
                name: "drills");

            migrationBuilder.DropTable(
                name: "emergencycontacts");

            migrationBuilder.DropTable(
                name: "entries");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "keyrings");

            migrationBuilder.DropTable(
                name: "oncallfeeds");

            migrationBuilder.DropTable(
                name: "oncalloverrides");

            migrationBuilder.DropTable(
                name: "oncallpolicies");

            migrationBuilder.DropTable(
                name: "oncallschedules");

            migrationBuilder.DropTable(
                name: "oncallswaps");

            migrationBuilder.DropTable(
                name: "opened");

            migrationBuilder.DropTable(
                name: "pages");

            migrationBuilder.DropTable(
                name: "pushkey");

            migrationBuilder.DropTable(
                name: "questionnaireresults");

            migrationBuilder.DropTable(
                name: "queueevents");

            migrationBuilder.DropTable(
                name: "recordreads");

            migrationBuilder.DropTable(
                name: "replytemplates");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "risklevels");

            migrationBuilder.DropTable(
                name: "rulepacks");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "sittinganswers");

            migrationBuilder.DropTable(
                name: "teamattributes");

            migrationBuilder.DropTable(
                name: "triagedecisions");

            migrationBuilder.DropTable(
                name: "vouches");

            migrationBuilder.DropTable(
                name: "wraps");

            migrationBuilder.DropTable(
                name: "caretasks");

            migrationBuilder.DropTable(
                name: "contactmethods");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "patientcontacts");

            migrationBuilder.DropTable(
                name: "sittings");

            migrationBuilder.DropTable(
                name: "queueitems");

            migrationBuilder.DropTable(
                name: "accounts");
        }
    }
}
