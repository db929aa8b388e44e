using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CareConnect.Hub.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ReachMe : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Sends",
                table: "ContactCodes");

            migrationBuilder.DropColumn(
                name: "SendsSince",
                table: "ContactCodes");

            migrationBuilder.AddColumn<int>(
                name: "Sends",
                table: "ContactChecks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "SendsSince",
                table: "ContactChecks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Sends",
                table: "ContactChecks");

            migrationBuilder.DropColumn(
                name: "SendsSince",
                table: "ContactChecks");

            migrationBuilder.AddColumn<int>(
                name: "Sends",
                table: "ContactCodes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "SendsSince",
                table: "ContactCodes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);
        }
    }
}
