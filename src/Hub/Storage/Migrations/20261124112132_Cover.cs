using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CareConnect.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Cover : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_QueueItems_Record",
                table: "QueueItems");

            migrationBuilder.AddColumn<string>(
                name: "Lowering",
                table: "TriageDecisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Team",
                table: "QueueItems",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<string>(
                name: "Person",
                table: "QueueItems",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<string>(
                name: "Circle",
                table: "QueueItems",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Lowering",
                table: "QueueItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "To",
                table: "QueueEvents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    CoveredBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Absences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_QueueItems_OpenAlone",
                table: "QueueItems",
                column: "Record",
                unique: true,
                filter: "Circle IS NULL AND State <> 'closed'");

            migrationBuilder.CreateIndex(
                name: "IX_QueueItems_Record_State",
                table: "QueueItems",
                columns: new[] { "Record", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Absences_Person_Until",
                table: "Absences",
                columns: new[] { "Person", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Absences_Until",
                table: "Absences",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Absences");

            migrationBuilder.DropIndex(
                name: "IX_QueueItems_OpenAlone",
                table: "QueueItems");

            migrationBuilder.DropIndex(
                name: "IX_QueueItems_Record_State",
                table: "QueueItems");

            migrationBuilder.DropColumn(
                name: "Lowering",
                table: "TriageDecisions");

            migrationBuilder.DropColumn(
                name: "Lowering",
                table: "QueueItems");

            migrationBuilder.DropColumn(
                name: "To",
                table: "QueueEvents");

            migrationBuilder.AlterColumn<string>(
                name: "Team",
                table: "QueueItems",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Person",
                table: "QueueItems",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Circle",
                table: "QueueItems",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_QueueItems_Record",
                table: "QueueItems",
                column: "Record");
        }
    }
}
